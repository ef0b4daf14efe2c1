import { isImageShape, type Operation, type ParameterValues } from '../core/operations/index.ts';

/** Measurements that are kept of one kind of work. */
const KEPT = 8;

/** Work that takes alike long for each pixel, but for the size of the windows that its pixels are made of. */
export interface WorkKind {
  readonly name: string;
  /** Pixels in a window. */
  readonly area: number;
}

/** Between what it takes where the size of windows does not matter, and where each of their pixels counts. */
interface CostEstimate {
  readonly leastMs: number;
  readonly mostMs: number;
}

/** The pixels that an operation looks at beyond each side of a pixel. */
export function haloOf(
  { shape }: Operation,
  values: ParameterValues,
): { readonly x: number; readonly y: number } {
  return isImageShape(shape) && shape.kind === 'local' ? shape.halo(values) : { x: 0, y: 0 };
}

/** Numbers may change in a drag; another choice may be another algorithm. */
export function workKind(operation: Operation, values: ParameterValues): WorkKind {
  const choices = Object.values(values).filter((value) => typeof value !== 'number');
  const { x, y } = haloOf(operation, values);
  return { name: JSON.stringify([operation.name, choices]), area: (2 * x + 1) * (2 * y + 1) };
}

/** What work took lately, which tells what other work of its kind will take. */
export class OperationCosts {
  /** Milliseconds per pixel of the last two times, by name and area, the latest last. */
  private readonly measured = new Map<string, Map<number, readonly [number, number]>>();

  note({ name, area }: WorkKind, pixels: number, ms: number): void {
    if (!(pixels > 0)) return;
    const byArea = this.measured.get(name) ?? new Map<number, readonly [number, number]>();
    this.measured.set(name, byArea);
    const [, before = Infinity] = byArea.get(area) ?? [];
    byArea.delete(area);
    byArea.set(area, [before, ms / pixels]);
    if (byArea.size > KEPT) byArea.delete(byArea.keys().next().value!);
  }

  /** From the measurement with the nearest size of windows; null where there is none. */
  estimate({ name, area }: WorkKind, pixels: number): CostEstimate | null {
    let ratio = Infinity;
    let perPixel = 0;
    for (const [known, times] of this.measured.get(name) ?? []) {
      if (Math.max(area / known, known / area) > Math.max(ratio, 1 / ratio)) continue;
      ratio = area / known;
      // The better one: a thread that others held up, or that ran its code for the first time, tells nothing.
      perPixel = Math.min(...times);
    }
    if (ratio === Infinity) return null;
    const ms = perPixel * pixels;
    return { leastMs: ms * Math.min(1, ratio), mostMs: ms * Math.max(1, ratio) };
  }
}
