import svelte from 'eslint-plugin-svelte';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { layersPlugin } from './scripts/eslintLayers.mjs';
import svelteConfig from './svelte.config.js';

const CONFIGS = ['*.config.{js,ts}', '.dependency-cruiser.cjs'];
/** Looks like TypeScript, has decorators where TypeScript has none; its own compiler checks it. */
const ASSEMBLYSCRIPT = 'src/core/kernels/simd/';

const TRANSCENDENTAL =
  `sin cos tan asin acos atan atan2 sinh cosh tanh asinh acosh atanh log log10 log2 log1p exp expm1
  pow hypot cbrt`.split(/\s+/);
const NOT_IN_CORE =
  `document window self navigator location process console Buffer require global globalThis setTimeout
  setInterval setImmediate queueMicrotask requestAnimationFrame TextDecoder TextEncoder AbortSignal AbortController
  WebAssembly performance crypto fetch URL structuredClone postMessage Worker Blob Response Request`.split(
    /\s+/,
  );

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Named exports only.',
};
const noFractionalPower = {
  // Powers of BigInts, and integer literals as exponents, are exact enough to be the same everywhere.
  selector:
    "BinaryExpression[operator='**']:not([left.bigint]):not([right.raw=/^\\d+n?$/]):not([right.argument.raw=/^\\d+$/])",
  message: 'The last digit of ** differs between engines: use pow of core/math.',
};

export default defineConfig(
  globalIgnores(['out/', 'dist/', 'coverage/', 'bench/data/', 'docs/', 'test-results/', ASSEMBLYSCRIPT]),
  tseslint.configs.recommended,
  svelte.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-control-regex': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-template-curly-in-string': 'error',
      'max-lines': ['error', { max: 300 }],
      'no-restricted-syntax': ['error', noDefaultExport],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  { files: [...CONFIGS, '**/*.d.ts'], rules: { 'no-restricted-syntax': 'off' } },
  // piscina calls a worker's default export.
  { files: ['src/workers/index.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  {
    files: ['src/**/*.{ts,svelte}'],
    plugins: { layers: layersPlugin },
    rules: { 'layers/imports': 'error' },
  },
  {
    files: ['src/**/*.ts', 'src/**/*.svelte'],
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/prefer-promise-reject-errors': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: tseslint.parser, svelteConfig } },
    rules: {
      'svelte/no-at-html-tags': 'error',
      'svelte/require-each-key': 'error',
      'prefer-const': 'off',
      'svelte/prefer-const': 'error',
      // Results are $state.raw and bookkeeping is not reactive: a plain Map is what is meant.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  {
    files: ['src/core/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...NOT_IN_CORE],
      'no-restricted-properties': [
        'error',
        ...TRANSCENDENTAL.map((property) => ({
          object: 'Math',
          property,
          message: 'Its last digit differs between engines: use core/math.',
        })),
        { object: 'Math', property: 'random', message: 'Randomness comes in as a seeded generator.' },
        { object: 'Date', property: 'now', message: 'The same input gives the same bytes.' },
      ],
      'no-restricted-syntax': ['error', noDefaultExport, noFractionalPower],
    },
  },
);
