/** The WASM module of src/core/kernels/simd, as base64 text; served by scripts/wasmKernels.mjs. */
declare module 'virtual:asterism-kernels' {
  const base64: string;
  export default base64;
}
