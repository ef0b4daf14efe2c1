import { halveRowInto } from '../../core/image/index.ts';
import { computeRows, type Frame } from '../../core/operations/index.ts';
import { BLOCK_ROWS, type PixelArray } from '../../core/reduce/index.ts';
import type { ImageWork } from '../../shared/imageJobs.ts';
import type { JobInput } from '../../shared/jobs.ts';
import { planeShape, type Plane } from '../../shared/planes.ts';
import { threadKernels } from '../kernels.ts';
import { operationNamed, withInputs } from './operationNamed.ts';

/** A rectangle of a local operation's result, computed from what lies around it: a look before the whole is there. */
export function imageTile(input: JobInput<'imageTile'>): ArrayBuffer {
  const { x, y, width, height, offset, halve } = input;
  const out = new Float32Array(width * height);
  const scale = halve ? 2 : 1;
  const { width: fullWidth, height: fullHeight } = planeShape(input.planes['image']!);
  const x1 = Math.min(fullWidth, scale * (x + width));
  const y1 = Math.min(fullHeight, scale * (y + height));
  computeRectangle(input, scale * x, scale * y, x1, y1, (row) => {
    if (!halve) {
      for (let at = 0; at < height; at++) {
        const pixels = row(at);
        for (let i = 0; i < width; i++) out[at * width + i] = pixels[i]! - offset;
      }
      return;
    }
    for (let at = 0; at < height; at++) {
      const lower = scale * y + 2 * at + 1 < y1 ? row(2 * at + 1) : null;
      halveRowInto(out.subarray(at * width, (at + 1) * width), row(2 * at), lower, offset);
    }
  });
  return out.buffer;
}

/** Lends the rows of a rectangle of the result, counted from its first. */
function computeRectangle(
  work: ImageWork,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  use: (row: (at: number) => PixelArray) => void,
): void {
  const operation = operationNamed(work.operation);
  const { shape } = operation;
  const halo = shape.kind === 'local' ? shape.halo(work.values).x : 0;
  // Columns are cut out, with as many more as the operation looks at; rows stay as they are counted in the image.
  const from = Math.max(0, x0 - halo);
  const to = Math.min(planeShape(work.planes['image']!).width, x1 + halo);
  const frame: Frame = { ...work.frame, width: to - from };
  const first = Math.floor(y0 / BLOCK_ROWS) * BLOCK_ROWS;
  withInputs(cutColumns(work.planes, from, to), (inputs) =>
    computeRows({ ...work, operation, inputs, frame, y0: first, y1 }, threadKernels(), (pixels) =>
      use((at) => {
        const start = (y0 - first + at) * frame.width + (x0 - from);
        return pixels.subarray(start, start + (x1 - x0));
      }),
    ),
  );
}

function cutColumns(
  planes: Readonly<Record<string, Plane>>,
  from: number,
  to: number,
): Record<string, Plane> {
  const cut = (plane: Plane): Plane => ({
    ...plane,
    window: { ...plane.window, x0: plane.window.x0 + from, width: to - from },
  });
  return Object.fromEntries(Object.entries(planes).map(([name, plane]) => [name, cut(plane)]));
}
