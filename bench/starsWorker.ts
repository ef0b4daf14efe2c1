import { closeSync, openSync, readSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { pixelMaxima, samplePeakFloor, type PixelMaximaPartial } from '../src/core/detect/index.ts';
import {
  percentilePass,
  sampleBrackets,
  TAIL_CAP,
  type PercentilePartial,
} from '../src/core/percentile/index.ts';
import { scanRows, type RowProvider } from '../src/core/reduce/index.ts';
import { loadKernels } from '../src/workers/kernels.ts';

export interface StarsTask {
  readonly file: string;
  readonly dataOffset: number;
  readonly width: number;
  readonly height: number;
  readonly yStart: number;
  readonly yEnd: number;
  readonly percents: readonly number[];
  readonly cap: number;
}

export interface StarsAnswer {
  readonly maxima: PixelMaximaPartial;
  readonly percentiles: PercentilePartial;
  readonly floorGuess: number;
  readonly milliseconds: Readonly<Record<string, number>>;
}

const kernels = loadKernels();

function runTask(task: StarsTask): StarsAnswer {
  const file = openSync(task.file, 'r');
  try {
    const { width, height, cap } = task;
    const rowBytes = 4 * width;
    let reading = 0;
    const rows: RowProvider = {
      shape: { width, height, pixelType: 'float32' },
      readInto(y0, _y1, target) {
        const before = performance.now();
        const got = readSync(file, target, 0, target.length, task.dataOffset + y0 * rowBytes);
        if (got !== target.length) throw new Error(`${task.file} ends early.`);
        reading += performance.now() - before;
        return 'big-endian';
      },
    };
    const start = performance.now();
    const brackets = sampleBrackets(rows, task.percents, kernels);
    const floorGuess = samplePeakFloor(rows, cap, kernels);
    const sampled = performance.now();
    const [percentiles, maxima] = scanRows<[PercentilePartial, PixelMaximaPartial]>(
      rows,
      task.yStart,
      task.yEnd,
      [
        { reduction: percentilePass, params: { kind: 'tails', ...brackets, cap: TAIL_CAP } as never },
        { reduction: pixelMaxima, params: { cap, floor: floorGuess } as never },
      ],
      kernels,
    );
    const scanned = performance.now();
    return {
      maxima,
      percentiles,
      floorGuess,
      milliseconds: { sample: sampled - start, scan: scanned - sampled, 'of which read': reading },
    };
  } finally {
    closeSync(file);
  }
}

parentPort!.on('message', (task: StarsTask) => {
  const answer = runTask(task);
  const moved = new Set<ArrayBuffer>();
  for (const chunk of answer.maxima.chunks) {
    moved.add(chunk.offset.buffer as ArrayBuffer);
    moved.add(chunk.value.buffer as ArrayBuffer);
    moved.add(chunk.blockMaximum.buffer as ArrayBuffer);
  }
  parentPort!.postMessage(answer, [...moved]);
});
