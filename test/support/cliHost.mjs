// Runs command lines of the built program one after another in one process, to save the start of each: a line of
// standard input holds the arguments as JSON, a line of standard output { code, stdout, stderr, milliseconds }.
import { readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';

const chunks = new URL('../../out/main/chunks/', import.meta.url);
const name = readdirSync(chunks).find((file) => /^program-.*\.js$/.test(file));
if (!name) throw new Error('The built program is missing: run npm run build first.');
const { runProgram } = await import(new URL(name, chunks).href);

const answer = process.stdout.write.bind(process.stdout);
let result;
process.stdout.write = (chunk) => Boolean((result.stdout += chunk));
process.stderr.write = (chunk) => Boolean((result.stderr += chunk));
for await (const line of createInterface({ input: process.stdin })) {
  result = { code: -1, stdout: '', stderr: '', milliseconds: performance.now() };
  result.code = await runProgram([process.execPath, 'asterism', ...JSON.parse(line)]);
  result.milliseconds = performance.now() - result.milliseconds;
  answer(`${JSON.stringify(result)}\n`);
}
