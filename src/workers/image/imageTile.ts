import { computeRows, type Frame } from '../../core/operations/index.ts';
import { BLOCK_ROWS } from '../../core/reduce/index.ts';
import type { JobInput } from '../../shared/jobs.ts';
import type { Plane } from '../../shared/planes.ts';
import { threadKernels } from '../kernels.ts';
import { operationNamed, withInputs } from './operationNamed.ts';

/** A rectangle of a local operation's result, computed from what lies around it: a look before the whole is there. */
export function imageTile(input: JobInput<'imageTile'>): ArrayBuffer {
  const operation = operationNamed(input.operation);
  const { shape } = operation;
  const halo = shape.kind === 'local' ? shape.halo(input.values) : { x: 0, y: 0 };
  const { x, y, width, height, frame, offset } = input;
  // Columns are cut out, with as many more as the operation looks at; rows stay as they are counted in the image.
  const from = Math.max(0, x - halo.x);
  const to = Math.min(frame.width, x + width + halo.x);
  const part: Frame = { ...frame, width: to - from };
  const out = new Float32Array(width * height);
  const first = Math.floor(y / BLOCK_ROWS) * BLOCK_ROWS;
  withInputs(cutColumns(input.planes, from, to), (inputs) =>
    computeRows(
      { ...input, operation, inputs, frame: part, y0: first, y1: y + height },
      threadKernels(),
      (pixels) => {
        for (let row = 0; row < height; row++) {
          const start = (y - first + row) * part.width + (x - from);
          for (let i = 0; i < width; i++) out[row * width + i] = pixels[start + i]! - offset;
        }
      },
    ),
  );
  return out.buffer;
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
