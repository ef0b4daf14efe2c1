// The process that stands in for Electron: node --import register.mjs run.mjs APP [argument…]
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { runApp } from './standIn/run.ts';

const [folder, ...args] = process.argv.slice(2);
const { main } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
process.argv = [process.execPath, folder, ...args];
await import(pathToFileURL(path.join(folder, main)).href);
await runApp();
