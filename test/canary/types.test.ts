import path from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

/** The declarations that come with the compiler and with Node, read once for all texts. */
const libraries = new Map<string, ts.SourceFile | undefined>();

/** The compiler's error codes for a text, as if it stood in a file of the layer. */
function errorsIn(layer: string, text: string): number[] {
  const folder = path.join(root, 'src', layer);
  const config = ts.getParsedCommandLineOfConfigFile(
    path.join(folder, 'tsconfig.json'),
    { noEmit: true, composite: false, declaration: false, emitDeclarationOnly: false },
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: (problem) => expect.fail(String(problem.messageText)) },
  );
  if (config === undefined) throw new Error(`src/${layer} has no tsconfig.json`);
  const options: ts.CompilerOptions = { ...config.options, incremental: false };
  delete options.tsBuildInfoFile;
  const planted = path.join(folder, 'planted.ts');
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  const isPlanted = (file: string): boolean => path.resolve(file) === planted;
  host.fileExists = (file) => isPlanted(file) || fileExists.call(host, file);
  host.readFile = (file) => (isPlanted(file) ? text : readFile.call(host, file));
  host.getSourceFile = (file, target, ...rest) => {
    if (isPlanted(file)) return getSourceFile.call(host, file, target, ...rest);
    const key = `${file} ${JSON.stringify(target)}`;
    if (!libraries.has(key)) libraries.set(key, getSourceFile.call(host, file, target, ...rest));
    return libraries.get(key);
  };
  const program = ts.createProgram([planted], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ code }) => code);
}

const CANNOT_FIND = [2304, 2580, 2584, 2591];

describe('the compiler refuses', () => {
  test('a wrong type, in every layer', () => {
    for (const layer of ['core', 'shared', 'engine', 'workers', 'server', 'cli', 'main', 'preload']) {
      expect(errorsIn(layer, `export const planted: number = 'text';`), layer).toEqual([2322]);
      expect(errorsIn(layer, 'export const planted: number = 1;'), layer).toEqual([]);
    }
  }, 120_000);

  test.each([
    ['core', 'document.title'],
    ['core', 'process.exitCode'],
    ['core', 'console.log(1)'],
    ['core', 'new TextDecoder()'],
    ['core', 'new AbortController()'],
    ['core', 'setTimeout(() => 1, 1)'],
    ['core', 'WebAssembly.compile'],
    ['shared', 'document.title'],
    ['shared', 'process.exitCode'],
    ['engine', 'document.title'],
    ['workers', 'document.title'],
    ['server', 'document.title'],
    ['cli', 'window.name'],
    ['main', 'document.title'],
  ])('what %s does not have: %s', (layer, use) => {
    const codes = errorsIn(layer, `export const planted: unknown = ${use};`);
    expect(codes).toHaveLength(1);
    expect(CANNOT_FIND).toContain(codes[0]);
  });

  test.each([
    ['enum Planted { A }\nexport const a = Planted.A;', 1294],
    ['export class Planted {\n  constructor(readonly x: number) {}\n}', 1294],
    ['export const planted: { a?: number } = { a: undefined };', 2375],
    ['export function planted(): void {\n  const unused = 1;\n}', 6133],
  ])('%s', (text, code) => {
    expect(errorsIn('core', text)).toEqual([code]);
  });
});
