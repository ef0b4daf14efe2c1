import { AppError } from '../errors/index.ts';
import { KERNEL_SLACK_BYTES } from './kernels.ts';

const ALIGNMENT = 64;
const MAX_MEMORY_BYTES = 2 ** 30;

/** Stack-like allocation of a kernel's memory above its first free byte. */
export interface Arena {
  allocate(bytes: number): number;
  mark(): number;
  release(mark: number): void;
}

/** `ensure` makes the memory at least that many bytes long. */
export function createArena(firstFree: number, ensure: (bytes: number) => void): Arena {
  let top = aligned(firstFree);
  return {
    allocate(bytes) {
      const pointer = top;
      const next = aligned(pointer + bytes + KERNEL_SLACK_BYTES);
      if (!(next <= MAX_MEMORY_BYTES)) {
        throw new AppError(
          'over-budget',
          `A kernel asked for ${bytes} bytes of memory; ${MAX_MEMORY_BYTES} are the most.`,
        );
      }
      ensure(next);
      top = next;
      return pointer;
    },
    mark: () => top,
    release(mark) {
      top = mark;
    },
  };
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}
