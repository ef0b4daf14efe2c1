// Runs command lines of the built program one after another in one process, to save the start of each: a line of
// standard input holds the arguments as JSON, a line of standard output { code, stdout, stderr, cpuMilliseconds }.
import { readdirSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';
import { createInterface } from 'node:readline';

// Every command starts its own worker threads, one for each core. For small files one will do: a start costs more
// than the work, and whether threads change a result is tested elsewhere.
os.availableParallelism = () => 1;
syncBuiltinESMExports();

const chunks = new URL('../../out/main/chunks/', import.meta.url);
const name = readdirSync(chunks).find((file) => /^program-.*\.js$/.test(file));
if (!name) throw new Error('The built program is missing: run npm run build first.');
const { runProgram } = await import(new URL(name, chunks).href);

function cpuMilliseconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const answer = process.stdout.write.bind(process.stdout);
let result;
process.stdout.write = (chunk) => Boolean((result.stdout += chunk));
process.stderr.write = (chunk) => Boolean((result.stderr += chunk));
for await (const line of createInterface({ input: process.stdin })) {
  result = { code: -1, stdout: '', stderr: '', cpuMilliseconds: cpuMilliseconds() };
  result.code = await runProgram([process.execPath, 'asterism', ...JSON.parse(line)]);
  result.cpuMilliseconds = cpuMilliseconds() - result.cpuMilliseconds;
  answer(`${JSON.stringify(result)}\n`);
}
