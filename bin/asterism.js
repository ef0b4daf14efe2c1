#!/usr/bin/env node
import { existsSync } from 'node:fs';

const built = new URL('../out/main/cli.js', import.meta.url);
if (existsSync(built)) await import(built.href);
else {
  process.stderr.write('asterism: it is not built yet; run npm run build first.\n');
  process.exitCode = 1;
}
