import type { Plugin } from 'vite';

export const KERNELS_MODULE: 'virtual:asterism-kernels';
export function compileKernels(): Promise<Uint8Array>;
export function wasmKernelsPlugin(): Plugin;
