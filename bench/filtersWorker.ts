// The pool's own entry, bundled beside the benchmark.
export { default } from '../src/workers/index.ts';
