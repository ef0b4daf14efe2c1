import path from 'node:path';
import { ESLint, type Linter } from 'eslint';
import { beforeAll, describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
let eslint: ESLint;

beforeAll(() => {
  // Files that exist nowhere have no types; the layer rules need none.
  const untyped: Linter.Config = { languageOptions: { parserOptions: { projectService: false } }, rules: {} };
  for (const rule of TYPED) untyped.rules = { ...untyped.rules, [`@typescript-eslint/${rule}`]: 'off' };
  eslint = new ESLint({ cwd: root, overrideConfig: untyped });
});

const TYPED = [
  'await-thenable',
  'no-floating-promises',
  'no-misused-promises',
  'only-throw-error',
  'prefer-promise-reject-errors',
  'switch-exhaustiveness-check',
];

async function complaints(file: string, text: string): Promise<string[]> {
  const [result] = await eslint.lintText(text, { filePath: path.join(root, file) });
  return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message);
}

const svelte = (script: string): string => `<script lang="ts">\n${script}\n</script>\n<p>{planted}</p>\n`;

describe('an import across the layers is an error', () => {
  test.each([
    ['src/core/image/planted.ts', `import { readFileSync as planted } from 'node:fs';\nexport { planted };`],
    ['src/core/image/planted.ts', `import type { Stats } from 'node:fs';\nexport type A = Stats;`],
    ['src/core/image/planted.ts', `export type A = import('node:fs').Stats;`],
    ['src/core/image/planted.ts', `export const load = () => import('node:fs');`],
    ['src/core/image/planted.ts', `export * from '../../shared/index.ts';`],
    [
      'src/core/image/planted.ts',
      `import type { Document } from '../../shared/index.ts';\nexport type A = Document;`,
    ],
    ['src/core/image/planted.ts', `import { asinhOf } from '../math/hyperbolic.ts';\nexport { asinhOf };`],
    ['src/core/image/planted.ts', `const name = 'x';\nexport const load = () => import(name);`],
    ['src/shared/planted.ts', `import type { Engine } from '../engine/index.ts';\nexport type A = Engine;`],
    ['src/shared/planted.ts', `import { asinh } from '../core/math/hyperbolic.ts';\nexport { asinh };`],
    ['src/engine/planted.ts', `import { app } from 'electron';\nexport { app };`],
    ['src/engine/planted.ts', `import type { App } from 'electron';\nexport type A = App;`],
    ['src/engine/planted.ts', `import { run } from '../workers/index.ts';\nexport { run };`],
    ['src/workers/planted.ts', `import type { Engine } from '../engine/index.ts';\nexport type A = Engine;`],
    ['src/main/planted.ts', `import { startServer } from '../server/index.ts';\nexport { startServer };`],
    ['src/main/planted.ts', `import { handles } from '../engine/handles.ts';\nexport { handles };`],
    ['src/server/planted.ts', `import { main } from '../cli/index.ts';\nexport { main };`],
    ['src/preload/planted.ts', `import type { Engine } from '../engine/index.ts';\nexport type A = Engine;`],
    ['src/renderer/state/planted.ts', `import path from 'node:path';\nexport { path };`],
    [
      'src/renderer/state/planted.ts',
      `import type { Engine } from '../../engine/index.ts';\nexport type A = Engine;`,
    ],
    ['src/renderer/features/stars/planted.ts', `import { a } from '../display/a.ts';\nexport { a };`],
    [
      'src/renderer/features/stars/planted.ts',
      `import type { A } from '../display/a.ts';\nexport type B = A;`,
    ],
    ['src/renderer/features/stars/Planted.svelte', svelte(`import planted from '../display/Other.svelte';`)],
    [
      'src/renderer/features/stars/Planted.svelte',
      svelte(`import type { Engine } from '../../../engine/index.ts';\nconst planted: Engine | null = null;`),
    ],
    ['src/renderer/canvas/planted.ts', `import { a } from '../state/a.ts';\nexport { a };`],
    ['src/renderer/ui/planted.ts', `import { a } from '../features/stars/a.ts';\nexport { a };`],
    [
      'src/server/planted.ts',
      `import { serverFixture } from '../../test/unit/server/serverFixture.ts';\nexport { serverFixture };`,
    ],
    ['src/planted.ts', 'export const planted = 1;'],
    ['src/core/planted.ts', 'export const planted = 1;'],
    ['src/elsewhere/planted.ts', 'export const planted = 1;'],
    ['src/renderer/elsewhere/planted.ts', 'export const planted = 1;'],
  ])('%s: %s', async (file, text) => {
    expect(await complaints(file, `${text}\n`)).toEqual(['layers/imports']);
  });

  test.each([
    ['src/core/image/planted.ts', `import { asinh } from '../math/index.ts';\nexport { asinh };`],
    ['src/shared/planted.ts', `import type { Wcs } from '../core/wcs/index.ts';\nexport type A = Wcs;`],
    ['src/engine/planted.ts', `import { readFile } from 'node:fs/promises';\nexport { readFile };`],
    ['src/cli/planted.ts', `import { startServer } from '../server/index.ts';\nexport { startServer };`],
    ['src/main/planted.ts', `import { app } from 'electron';\nexport { app };`],
    ['src/renderer/app/Planted.svelte', svelte(`import planted from '../features/display/Other.svelte';`)],
  ])('and an allowed one is none: %s: %s', async (file, text) => {
    expect(await complaints(file, `${text}\n`)).toEqual([]);
  });
});

describe('what the layers must not use is an error', () => {
  test.each([
    ['src/core/image/planted.ts', 'export const planted = Math.sin(1);', 'no-restricted-properties'],
    ['src/core/image/planted.ts', 'export const { asinh } = Math;', 'no-restricted-properties'],
    ['src/core/image/planted.ts', 'export const planted = Math.random();', 'no-restricted-properties'],
    [
      'src/core/image/planted.ts',
      'export const root = (x: number): number => x ** 0.5;',
      'no-restricted-syntax',
    ],
    [
      'src/core/image/planted.ts',
      'export const power = (x: number, y: number): number => x ** y;',
      'no-restricted-syntax',
    ],
    ['src/core/image/planted.ts', 'export const log = () => console.log(1);', 'no-restricted-globals'],
    ['src/core/image/planted.ts', 'export const now = () => process.hrtime();', 'no-restricted-globals'],
    ['src/core/image/planted.ts', 'export const title = () => document.title;', 'no-restricted-globals'],
    ['src/engine/planted.ts', 'export default 1;', 'no-restricted-syntax'],
    [
      'src/engine/planted.ts',
      'export const planted = (x: any): unknown => x;',
      '@typescript-eslint/no-explicit-any',
    ],
    ['src/engine/planted.ts', `export const planted = 'a $\{1}';`, 'no-template-curly-in-string'],
    [
      'src/renderer/ui/Planted.svelte',
      '<script lang="ts">let { a }: { a: string } = $props();</script>\n{@html a}',
      'svelte/no-at-html-tags',
    ],
  ])('%s: %s', async (file, text, rule) => {
    expect(await complaints(file, `${text}\n`)).toEqual([rule]);
  });

  test('a file of more than 300 lines', async () => {
    expect(await complaints('src/engine/planted.ts', '// line\n'.repeat(300))).toEqual([]);
    expect(await complaints('src/engine/planted.ts', '// line\n'.repeat(301))).toEqual(['max-lines']);
  });

  test('integer powers and exact functions are none', async () => {
    const text =
      'export const planted = (x: number): number => x ** 2 + 2 ** -23 + Math.sqrt(x) + Number(2n ** 5n);\n';
    expect(await complaints('src/core/image/planted.ts', text)).toEqual([]);
  });
});

test('a floating promise and a forgotten case are errors, by their types', async () => {
  const typed = new ESLint({ cwd: root });
  const text = `export function planted(kind: 'a' | 'b'): number {
  void Promise.resolve();
  Promise.resolve();
  switch (kind) {
    case 'a':
      return 1;
  }
  return 2;
}
`;
  // The text stands in for a file that is there, so that it belongs to a project.
  const [result] = await typed.lintText(text, { filePath: path.join(root, 'src/server/session.ts') });
  expect(result?.messages.map(({ ruleId }) => ruleId)).toEqual([
    '@typescript-eslint/no-floating-promises',
    '@typescript-eslint/switch-exhaustiveness-check',
  ]);
}, 120_000);
