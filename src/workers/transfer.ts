import { Piscina } from 'piscina';

type Transferable = Parameters<typeof Piscina.move>[0];

/** Marks a result so that its buffers move to the caller's thread instead of being copied. */
export function transferring(value: unknown): unknown {
  const buffers = new Set<ArrayBuffer>();
  collect(value, buffers);
  if (buffers.size === 0) return value;
  return Piscina.move({
    get [Piscina.transferableSymbol]() {
      return [...buffers];
    },
    get [Piscina.valueSymbol]() {
      return value as object;
    },
  } as unknown as Transferable);
}

function collect(value: unknown, buffers: Set<ArrayBuffer>): void {
  if (typeof value !== 'object' || value === null) return;
  if (value instanceof ArrayBuffer) buffers.add(value);
  else if (ArrayBuffer.isView(value)) {
    // A small view of a pool that other code uses as well must not take the pool along.
    if (value.buffer instanceof ArrayBuffer && !Buffer.isBuffer(value)) buffers.add(value.buffer);
  } else for (const part of Object.values(value)) collect(part, buffers);
}
