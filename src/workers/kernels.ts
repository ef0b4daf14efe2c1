import kernelsBase64 from 'virtual:asterism-kernels';
import {
  createScalarKernels,
  createSimdKernels,
  type Kernels,
  type SimdExports,
} from '../core/kernels/index.ts';

// The part of the WebAssembly interface used here; Node's own types leave it out.
interface WebAssemblyApi {
  validate(bytes: Uint8Array): boolean;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
}

/** Kernels: WebAssembly SIMD, or plain JavaScript where the engine has no SIMD. */
export function loadKernels(): Kernels {
  const api = (globalThis as unknown as { WebAssembly?: WebAssemblyApi }).WebAssembly;
  const bytes = Buffer.from(kernelsBase64, 'base64');
  if (!api?.validate(bytes)) return createScalarKernels();
  const instance = new api.Instance(new api.Module(bytes), {});
  return createSimdKernels(instance.exports as SimdExports);
}

let kernels: Kernels | undefined;

/** This thread's kernels, made when first wanted and kept: their memory is the pool of its buffers. */
export function threadKernels(): Kernels {
  kernels ??= loadKernels();
  return kernels;
}
