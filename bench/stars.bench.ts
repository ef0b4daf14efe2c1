// Float32 star fields, file open to catalogue columns, against the book's pipeline in Python: see bench/README.md.
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import {
  DEFAULT_PEAK_CAP,
  pixelMaxima,
  pixelMaximaPlan,
  pixelPeaksAbove,
  rawThresholdForCut,
  type PeakColumns,
} from '../src/core/detect/index.ts';
import { asinh } from '../src/core/math/index.ts';
import {
  interpolateOrderStatistics,
  NO_BRACKETS,
  percentilePass,
  percentilePlan,
} from '../src/core/percentile/index.ts';
import type { PlaneShape } from '../src/core/reduce/index.ts';
import { starFieldFile } from './starField.ts';
import type { StarsAnswer, StarsTask } from './starsWorker.ts';

const THREADS = 2;
const CUT = 0.5;
const PERCENTS = [0.25, 99.5];
const RUNS = 15;
const PEER_RUNS = 3;

interface Found extends PeakColumns {
  readonly maxima: number;
  readonly limits: readonly number[];
  readonly milliseconds: Record<string, number>;
}

interface PeerAnswer {
  readonly userSec: readonly number[];
  readonly maxima: number;
  readonly limits: readonly number[];
  readonly x: readonly number[];
  readonly y: readonly number[];
}

const here = process.argv[2] ?? '.';
const sizes = process.argv.slice(3).map(Number);

const workers = Array.from(
  { length: THREADS },
  () => new Worker(path.join(import.meta.dirname, 'starsWorker.js')),
);
try {
  for (const size of sizes.length > 0 ? sizes : [1024, 4096, 8192]) await compare(size);
} finally {
  await Promise.all(workers.map((worker) => worker.terminate()));
}

async function compare(size: number): Promise<void> {
  const file = starFieldFile(path.join(here, 'bench/data'), size);
  for (let i = 0; i < 5; i++) await findStars(file);
  const times: number[] = [];
  const stages: Record<string, number[]> = {};
  let found: Found | undefined;
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now();
    found = await findStars(file);
    times.push(performance.now() - start);
    for (const [stage, ms] of Object.entries(found.milliseconds)) (stages[stage] ??= []).push(ms);
  }
  const ours = median(times);
  const peer = runPeer(file);
  const same = sameStars(found!, peer);
  const peerMs = 1000 * median(peer.userSec);
  console.log(`${size} x ${size}: ${found!.maxima} maxima, ${found!.x.length} above ${CUT}`);
  console.log(
    `  ours ${ours.toFixed(1)} ms (best ${Math.min(...times).toFixed(1)}), peer ${peerMs.toFixed(0)} ms user CPU`,
  );
  console.log(
    `  ${Object.entries(stages)
      .map(([stage, ms]) => `${stage} ${median(ms).toFixed(2)}`)
      .join(', ')}`,
  );
  console.log(`  ratio ${(peerMs / ours).toFixed(1)}; ${same}`);
}

async function findStars(file: string): Promise<Found> {
  const started = performance.now();
  const { width, height, dataOffset } = readShape(file);
  const plane: PlaneShape = { width, height, pixelType: 'float32' };
  const answers = await Promise.all(
    workers.map((worker, i) => {
      const rowOf = (part: number) => Math.round((part * height) / THREADS / 64) * 64;
      return ask(worker, {
        file,
        dataOffset,
        width,
        height,
        yStart: Math.min(height, rowOf(i)),
        yEnd: i === THREADS - 1 ? height : Math.min(height, rowOf(i + 1)),
        percents: PERCENTS,
        cap: DEFAULT_PEAK_CAP,
      });
    }),
  );
  const answered = performance.now();
  const params = { cap: DEFAULT_PEAK_CAP, floor: -Infinity };
  const maximaStep = pixelMaximaPlan(params, answers[0]!.floorGuess, plane).next(
    answers.map((answer) => answer.maxima).reduce((a, b) => pixelMaxima.merge(a, b, params, plane)),
  );
  if (!maximaStep.done) throw new Error('The guessed floor missed.');
  const maxima = maximaStep.result;
  const merged = performance.now();
  const plan = percentilePlan(PERCENTS, NO_BRACKETS, plane.pixelType);
  const step = plan.next(
    answers
      .map((answer) => answer.percentiles)
      .reduce((a, b) => percentilePass.merge(a, b, plan.params, plane)),
  );
  if (!step.done) throw new Error('The sampled brackets missed.');
  const { maximum, statistics } = step.result;
  const limits = statistics.map((pair) => interpolateOrderStatistics(pair, (v) => asinh(v) / asinh(maximum)));
  const ranked = performance.now();
  const threshold = rawThresholdForCut(CUT, maximum, plane.pixelType);
  const columns = pixelPeaksAbove(maxima, width, threshold, plane.pixelType);
  const ended = performance.now();
  const slowest = answers.reduce((a, b) => (a.milliseconds['scan']! > b.milliseconds['scan']! ? a : b));
  return {
    ...columns,
    maxima: maxima.count,
    limits,
    milliseconds: {
      workers: answered - started,
      ...slowest.milliseconds,
      maxima: merged - answered,
      percentiles: ranked - merged,
      cut: ended - ranked,
    },
  };
}

function ask(worker: Worker, task: StarsTask): Promise<StarsAnswer> {
  return new Promise((resolve, reject) => {
    worker.once('message', (answer: StarsAnswer) => {
      worker.off('error', reject);
      resolve(answer);
    });
    worker.once('error', reject);
    worker.postMessage(task);
  });
}

function readShape(file: string): { width: number; height: number; dataOffset: number } {
  const header = Buffer.alloc(2880);
  const source = openSync(file, 'r');
  readSync(source, header, 0, header.length, 0);
  closeSync(source);
  const value = (key: string) =>
    Number(header.toString('latin1').match(new RegExp(`${key.padEnd(8)}= *(\\S+)`))![1]);
  return { width: value('NAXIS1'), height: value('NAXIS2'), dataOffset: header.length };
}

function runPeer(file: string): PeerAnswer {
  const output = path.join(here, 'bench/data/peer.json');
  const run = spawnSync(
    process.env['ASTERISM_PYTHON'] ?? '/usr/bin/python3',
    [path.join(here, 'bench/peers/stars.py'), file, output, String(CUT), String(PEER_RUNS)],
    { stdio: 'inherit' },
  );
  if (run.status !== 0) throw new Error('The Python peer failed.');
  return JSON.parse(readFileSync(output, 'utf8')) as PeerAnswer;
}

// The peer works in float32, where arcsinh makes neighbouring values equal: a few maxima and cuts more than there are.
function sameStars(found: Found, peer: PeerAnswer): string {
  const key = (x: number, y: number) => y * 2 ** 20 + x;
  const theirs = new Set(peer.x.map((x, i) => key(x, peer.y[i]!)));
  const missing = Array.from(found.x).filter((x, i) => !theirs.delete(key(x, found.y[i]!))).length;
  const limitsDiffer = Math.max(...found.limits.map((limit, i) => Math.abs(limit - peer.limits[i]!)));
  if (missing > 0 || theirs.size > 1e-4 * found.x.length + 2 || limitsDiffer > 1e-6) {
    throw new Error(
      `Not the same stars: ${missing} missing there, ${theirs.size} more there, limits off by ${limitsDiffer}.`,
    );
  }
  return `the same stars (${theirs.size} float32 ties more there), limits within ${limitsDiffer.toExponential(1)}`;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1]!;
}
