import { VERSION } from './version.ts';

/** `--version` answers before anything else is loaded; everything heavy loads when it is used. */
async function start(): Promise<void> {
  const [first] = process.argv.slice(2);
  if (first === '--version' || first === '-V') {
    process.stdout.write(`${VERSION}\n`);
    return;
  }
  const { runProgram } = await import('./program.ts');
  process.exitCode = await runProgram(process.argv);
}

// A closed pipe (`asterism … | head`) is no error worth a message.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

await start();
