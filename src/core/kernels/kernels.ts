/** The inner loops, behind one interface: WebAssembly SIMD where it is there, plain JavaScript else. */
export interface Kernels {
  readonly kind: 'simd' | 'scalar';
  /** The memory that pieces live in; its `buffer` is replaced when it grows. */
  readonly memory: { readonly buffer: ArrayBuffer };
}
