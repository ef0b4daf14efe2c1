// Nanoseconds and cycles a pixel of each inner loop, one thread, on a generated star field.
import { openSync, readSync } from 'node:fs';
import path from 'node:path';
import { pixelMaxima } from '../src/core/detect/index.ts';
import { createScalarKernels, type Kernels } from '../src/core/kernels/index.ts';
import { NO_BRACKETS, percentilePass, sampleBrackets, TAIL_CAP } from '../src/core/percentile/index.ts';
import { scanRows, type Pass, type RowProvider } from '../src/core/reduce/index.ts';
import { loadKernels } from '../src/workers/kernels.ts';
import { starFieldFile } from './starField.ts';

const SIZE = 4096;
const ROWS = 16;
// Nominal; the clock may really run faster.
const gigahertz = Number(process.env['GHZ'] ?? 2.45);
const file = openSync(starFieldFile(path.join(process.argv[2] ?? '.', 'bench/data'), SIZE), 'r');
const rows: RowProvider = {
  shape: { width: SIZE, height: SIZE, pixelType: 'float32' },
  readInto(y0, _y1, target) {
    readSync(file, target, 0, target.length, 2880 + y0 * SIZE * 4);
    return 'big-endian';
  },
};

for (const kernels of [loadKernels(), createScalarKernels()]) {
  console.log(`${kernels.kind} (${gigahertz} GHz nominal)`);
  oneByOne(kernels);
  whole(kernels);
}

function oneByOne(kernels: Kernels): void {
  const type = 'float32';
  const mark = kernels.mark();
  const count = SIZE * ROWS;
  const pointer = kernels.allocate(4 * (count + 2 * SIZE));
  const [a, b, c] = [
    kernels.allocate(4 * count + 64),
    kernels.allocate(4 * count + 64),
    kernels.allocate(SIZE * 2 + 16),
  ];
  const fill = () => {
    rows.readInto(
      100,
      100 + ROWS + 2,
      new Uint8Array(kernels.memory.buffer, pointer, 4 * (count + 2 * SIZE)),
    );
    kernels.swap(type, pointer, count + 2 * SIZE);
  };
  const brackets = sampleBrackets(rows, [0.25, 99.5], kernels);
  const target = new Uint8Array(kernels.memory.buffer, pointer, 4 * count);
  let y = 0;
  report('read', count, () => void rows.readInto((y = (y + ROWS) % SIZE), 0, target));
  report('swap', count, () => kernels.swap(type, pointer, count));
  fill();
  const first = pointer + 4 * SIZE;
  report(
    'scan',
    count,
    () => void kernels.scan({ type, pointer: first, count, ...brackets, lows: a, highs: b }),
  );
  report(
    'scan, no tails',
    count,
    () => void kernels.scan({ type, pointer: first, count, ...NO_BRACKETS, lows: a, highs: b }),
  );
  const peaks = {
    type,
    pointer: first,
    width: SIZE,
    rows: ROWS,
    haloTop: 1,
    haloBottom: 1,
    x0: 0,
    x1: SIZE,
    base: 0,
    offsets: a,
    values: b,
    scratch: c,
  } as const;
  report('peaks', count, () => void kernels.peaks({ ...peaks, floor: -Infinity }));
  report('mean4x4', 4 * SIZE, () => kernels.mean4x4(type, first, SIZE, 4, a));
  kernels.release(mark);
}

function whole(kernels: Kernels): void {
  const brackets = sampleBrackets(rows, [0.25, 99.5], kernels);
  report('sampleBrackets', SIZE * SIZE, () => void sampleBrackets(rows, [0.25, 99.5], kernels), 1);
  const tails = { reduction: percentilePass, params: { kind: 'tails', ...brackets, cap: TAIL_CAP } } as Pass<
    never,
    unknown
  >;
  const maxima = { reduction: pixelMaxima, params: { cap: 4e6, floor: -Infinity } } as Pass<never, unknown>;
  const run = (passes: Pass<never, unknown>[]) => () =>
    void scanRows<unknown[]>(rows, 0, SIZE, passes, kernels);
  report('scanRows: read and swap', SIZE * SIZE, run([]), 1);
  report('scanRows: with tails', SIZE * SIZE, run([tails]), 1);
  report('scanRows: with maxima', SIZE * SIZE, run([maxima]), 1);
  report('scanRows: with both', SIZE * SIZE, run([tails, maxima]), 1);
}

// CPU time, not wall time: it says the same on a busy machine. The best of several runs.
function report(name: string, pixels: number, work: () => void, times = Math.ceil(1e7 / pixels)): void {
  for (let i = 0; i < times; i++) work();
  let best = Infinity;
  for (let run = 0; run < 7; run++) {
    const before = process.cpuUsage();
    for (let i = 0; i < times; i++) work();
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (1000 * (user + system)) / (times * pixels));
  }
  const cycles = (best * gigahertz).toFixed(2);
  console.log(
    `  ${name.padEnd(26)} ${best.toFixed(3)} ns/px ${cycles} cycles/px  ${(best * 16.777).toFixed(1)} ms for 4096²`,
  );
}
