/** Cycles, and files nobody reaches. Who may import whom is ESLint's (scripts/eslintLayers.mjs), which sees .svelte files. */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-type-cycles-between-folders',
      comment: 'Types may refer to each other inside a folder, never from folder to folder.',
      severity: 'error',
      from: { path: '^src/(core/[^/]+|[^/]+)/' },
      to: { circular: true, pathNot: '^src/$1/' },
    },
    {
      name: 'resolves',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(virtual:|electron$)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/core/kernels/simd/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.svelte'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'svelte', 'node'],
    },
  },
};
