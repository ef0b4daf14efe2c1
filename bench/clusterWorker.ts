// The pool's entry for the benchmark, bundled with it.
export { default } from '../src/workers/index.ts';
