import { closeSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '../../core/errors/index.ts';
import { bytesPerPixel, type PixelArray } from '../../core/kernels/index.ts';
import { computeRows } from '../../core/operations/index.ts';
import type { SpoolTarget } from '../../shared/imageJobs.ts';
import type { JobInput } from '../../shared/jobs.ts';
import { memoryRow, type MemoryPlane } from '../../shared/planes.ts';
import { threadKernels } from '../kernels.ts';
import { operationNamed, withInputs } from './operationNamed.ts';
import { isTimeUp, nextPiece, runPiece } from './pieces.ts';

/** Computes some rows of a result and leaves them where they belong; answers with the first row that it left out. */
export function imageRows(input: JobInput<'imageRows'>): number {
  const { y0, y1, target, control, frame, values } = input;
  const operation = operationNamed(input.operation);
  const begun = performance.now();
  let y = y0;
  withInputs(input.planes, (inputs) => {
    while (y < y1 && (y === y0 || !isTimeUp(begun))) {
      // All columns: pixels may depend on where in their row they are.
      const end = y + nextPiece(operation, values, frame.width, y1 - y).rows;
      runPiece(operation, values, control, frame.width * (end - y), (poll) =>
        computeRows({ ...input, operation, inputs, y0: y, y1: end, poll }, threadKernels(), (pixels) => {
          if (target.kind === 'memory') keepRows(target, pixels, y, frame.width);
          else spoolRows(target, pixels, y * frame.width);
        }),
      );
      y = end;
    }
  });
  Atomics.add(new Int32Array(control.progress), 0, y - y0);
  return y;
}

/** Copies packed rows into a plane in memory. */
export function keepRows(target: MemoryPlane, pixels: PixelArray, y0: number, width: number): void {
  const rows = width === 0 ? 0 : pixels.length / width;
  for (let row = 0; row < rows; row++)
    memoryRow(target, y0 + row, 0, width).set(pixels.subarray(row * width, (row + 1) * width));
}

function spoolRows({ path }: SpoolTarget, pixels: PixelArray, firstPixel: number): void {
  const size = pixels.BYTES_PER_ELEMENT;
  const bytes = Buffer.from(pixels.buffer, pixels.byteOffset, pixels.byteLength);
  // The pixels lie in the kernels' memory, which is free again after this.
  if (size === bytesPerPixel('float32')) bytes.swap32();
  else bytes.swap64();
  try {
    const file = openSync(path, 'r+');
    try {
      for (let done = 0; done < bytes.length;)
        done += writeSync(file, bytes, done, bytes.length - done, firstPixel * size + done);
    } finally {
      closeSync(file);
    }
  } catch (cause) {
    throw new AppError('file-unwritable', `The computed image cannot be written into ${dirname(path)}.`, {
      remedy: 'Free some space there, or crop or bin the image first.',
      cause,
    });
  }
}
