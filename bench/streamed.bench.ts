// A Gaussian filter from a file into a file, with less memory for pixels than the image has: see bench/README.md. The command
// line takes half of the machine's memory, so a process of its own drives the engine as `asterism filter` does.
import { spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { imageHead } from '../src/core/fits/index.ts';
import { createParts, silentWork, writeImageAs } from '../src/engine/index.ts';
import { makeStep } from '../src/shared/index.ts';
import { randomNumbers } from './randomNumbers.ts';

const SIGMA = 3;
/** Four standard deviations, as SciPy has it. */
const RADIUS = 12;
const THREADS = 2;
const PIXEL_BUDGET_MIB = 64;
/** Rows of the result that are computed here as well. */
const CHECKED_ROWS = 33;
/** Largest relative difference of a float32 result from the one in double precision. */
const TOLERANCE = 2e-6;
const SIZES_GIB = [0.25, 1];
const BLOCK = 2880;
/** A prime, so that no two rows or strips of an image are alike. */
const NOISE_PIXELS = 1_048_573;

interface Filtered {
  readonly tookMs: number;
  readonly peakBytes: number;
}

const [root = '.', ...asked] = process.argv.slice(2);
if (asked[0] === 'child') await filterFile(asked[1]!, asked[2]!);
else for (const gib of asked.length > 0 ? asked.map(Number) : SIZES_GIB) measure(gib);

function measure(gib: number): void {
  const side = Math.round(Math.sqrt(gib * 2 ** 28));
  if (!(side > 2 * RADIUS)) throw new Error(`Give sizes in GiB, such as 0.25, not ${gib}.`);
  const file = noiseFile(path.join(root, 'bench/data'), side);
  const output = path.join(root, `bench/data/streamed-${side}-result.fits`);
  try {
    const { tookMs, peakBytes } = inOwnProcess(file, output);
    const difference = largestDifference(file, output, side);
    console.log(
      `${gib} GiB, ${side} x ${side} float32: ${(tookMs / 1000).toFixed(2)} s, peak memory of the process ${(peakBytes / 2 ** 20).toFixed(0)} MiB` +
        ` with ${PIXEL_BUDGET_MIB} MiB for pixels; ${CHECKED_ROWS} rows within ${difference.toExponential(1)}`,
    );
    if (!(difference <= TOLERANCE))
      throw new Error(`Rows of the result differ from those computed alone by more than ${TOLERANCE}.`);
  } finally {
    rmSync(output, { force: true });
  }
}

function inOwnProcess(file: string, output: string): Filtered {
  const run = spawnSync(process.execPath, [process.argv[1]!, root, 'child', file, output], {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(`The process that filters ended with ${run.status ?? run.signal}.`);
  return JSON.parse(run.stdout) as Filtered;
}

/** In the process of its own. */
async function filterFile(file: string, output: string): Promise<void> {
  const start = performance.now();
  const parts = createParts({
    workerFile: path.join(root, 'out/main/worker.js'),
    threads: THREADS,
    memoryBudgetBytes: PIXEL_BUDGET_MIB * 2 ** 20,
  });
  const steps = [
    makeStep('source', 'source', { hdu: 0 }, {}, parts.handles.adopt(file)),
    makeStep('result', 'gaussian', { sigma: SIGMA }, { image: 'source' }),
  ];
  const work = silentWork();
  const { value } = await parts.evaluator.evaluate({ version: 1, steps }, 'result', work, {
    load: false,
    made: true,
  });
  if (value.kind !== 'image') throw new Error('The filter gave no image.');
  await writeImageAs(
    parts.pool,
    value,
    { target: output, format: 'fits', inputs: [file], origin: { history: [], carried: [] } },
    work,
  );
  await parts.close();
  const filtered: Filtered = { tookMs: performance.now() - start, peakBytes: peakBytes() };
  console.log(JSON.stringify(filtered));
}

/** The most memory the process ever had, as Linux counts it. */
function peakBytes(): number {
  return 1024 * Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'latin1'))![1]);
}

/** Seeded noise from 90 to 110, one block of it over and over. Kept from run to run. */
function noiseFile(folder: string, side: number): string {
  const file = path.join(folder, `streamed-${side}.fits`);
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  const random = randomNumbers(20_260_101);
  const noise = Buffer.alloc(4 * NOISE_PIXELS);
  for (let i = 0; i < noise.length; i += 4) noise.writeFloatBE(90 + 20 * random(), i);
  const target = openSync(`${file}.part`, 'w');
  writeSync(target, imageHead(side, side, -32, []));
  let left = 4 * side * side;
  const padding = (BLOCK - (left % BLOCK)) % BLOCK;
  while (left > 0) left -= writeSync(target, noise, 0, Math.min(left, noise.length));
  writeSync(target, Buffer.alloc(padding));
  closeSync(target);
  renameSync(`${file}.part`, file);
  return file;
}

/** Between rows of the result, the first and the last among them, and the same rows computed here in double precision. */
function largestDifference(file: string, output: string, side: number): number {
  const input = openRows(file, side);
  const result = openRows(output, side);
  const weights = gaussianWeights();
  let largest = 0;
  for (let k = 0; k < CHECKED_ROWS; k++) {
    const y = Math.round((k * (side - 1)) / (CHECKED_ROWS - 1));
    const expected = blurredRow(input.row, y, side, weights);
    const found = result.row(y);
    // Written so that a NaN counts as a difference.
    for (let x = 0; x < side; x++) {
      const difference = Math.abs(found[x]! - expected[x]!) / expected[x]!;
      if (!(difference <= largest)) largest = difference;
    }
  }
  input.close();
  result.close();
  return largest;
}

function blurredRow(
  row: (y: number) => Float32Array,
  y: number,
  side: number,
  weights: readonly number[],
): Float64Array {
  const along = new Float64Array(side);
  weights.forEach((weight, i) => {
    const values = row(reflected(y + i - RADIUS, side));
    for (let x = 0; x < side; x++) along[x]! += weight * values[x]!;
  });
  return along.map((_, x) =>
    weights.reduce((sum, weight, i) => sum + weight * along[reflected(x + i - RADIUS, side)]!, 0),
  );
}

/** The image goes on beyond its border as in a mirror, the outermost pixel twice. */
function reflected(place: number, side: number): number {
  if (place < 0) return -1 - place;
  return place < side ? place : 2 * side - 1 - place;
}

function gaussianWeights(): readonly number[] {
  const bell = Array.from({ length: 2 * RADIUS + 1 }, (_, i) =>
    Math.exp(-((i - RADIUS) ** 2) / (2 * SIGMA ** 2)),
  );
  const sum = bell.reduce((a, b) => a + b, 0);
  return bell.map((value) => value / sum);
}

/** Rows of the only image of a file, which ends with the padding of its data. */
function openRows(file: string, side: number): { row: (y: number) => Float32Array; close: () => void } {
  const handle = openSync(file, 'r');
  const start = statSync(file).size - Math.ceil((4 * side * side) / BLOCK) * BLOCK;
  return {
    row(y) {
      const bytes = Buffer.alloc(4 * side);
      readSync(handle, bytes, 0, bytes.length, start + 4 * side * y);
      return new Float32Array(bytes.swap32().buffer, bytes.byteOffset, side);
    },
    close: () => closeSync(handle),
  };
}
