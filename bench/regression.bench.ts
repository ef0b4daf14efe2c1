// Ordinary least squares and ridge of 1e6 x 10, columns in memory to coefficients, against scikit-learn: see bench/README.md.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  DEFAULT_REGRESSION,
  type RegressionModel,
  type RegressionRequest,
} from '../src/core/regression/index.ts';
import { silentWork } from '../src/engine/jobTracker.ts';
import { createPool } from '../src/engine/pool.ts';
import { fitRegression } from '../src/engine/regression/index.ts';
import { median } from './median.ts';
import { runPeer } from './peer.ts';

const THREADS = 2;
const RUNS = 15;
const PEER_RUNS = 7;
const COLUMNS = 10;
const ALPHA = 1;
const TOLERANCE = 1e-9;

interface PeerAnswer {
  readonly wallSec: readonly number[];
  readonly coefficients: readonly number[];
  readonly intercept: number;
}

const here = process.argv[2] ?? '.';
const rows = Number(process.argv[3] ?? 1_000_000);
const columns = Array.from({ length: COLUMNS + 1 }, () => new Float64Array(new SharedArrayBuffer(8 * rows)));
fillColumns(columns);
const dataFile = path.join(here, 'bench/data/regression.f64');
mkdirSync(path.dirname(dataFile), { recursive: true });
writeFileSync(dataFile, Buffer.concat(columns.map((column) => Buffer.from(column.buffer))));

const workerFile = path.join(path.dirname(fileURLToPath(import.meta.url)), 'regressionWorker.js');
const pool = createPool({ workerFile, threads: THREADS });
try {
  const peers = peerFits();
  for (const model of ['ols', 'ridge'] as const) await compare(model, peers[model]!);
} finally {
  await pool.close();
}

async function compare(model: RegressionModel, peer: PeerAnswer): Promise<void> {
  const x = columns.slice(0, COLUMNS);
  const request: RegressionRequest = {
    options: { ...DEFAULT_REGRESSION, model, alpha: ALPHA, x: x.map((_, k) => `x${k}`), y: 'y' },
    columns: x,
    y: columns[COLUMNS]!,
  };
  const times: number[] = [];
  for (let run = 0; run < RUNS + 5; run++) {
    const start = performance.now();
    const result = await fitRegression(pool, request, silentWork());
    if (run >= 5) times.push(performance.now() - start);
    const off = Math.max(
      ...result.coefficients.map((b, k) => Math.abs(b - peer.coefficients[k]!)),
      Math.abs(result.intercept - peer.intercept),
    );
    if (!(off < TOLERANCE)) throw new Error(`${model}: coefficients differ by ${off} from scikit-learn's.`);
  }
  const ours = median(times);
  const peerMs = 1000 * median(peer.wallSec);
  console.log(`${model}, ${rows} x ${COLUMNS}: the same coefficients within ${TOLERANCE}`);
  console.log(
    `  ours ${ours.toFixed(1)} ms (best ${Math.min(...times).toFixed(1)}), scikit-learn ${peerMs.toFixed(0)} ms (best ${(1000 * Math.min(...peer.wallSec)).toFixed(0)})`,
  );
  console.log(`  ratio ${(peerMs / ours).toFixed(1)}`);
}

/** Columns of different units, away from 0, and a linear combination of them with noise. */
function fillColumns(all: readonly Float64Array[]): void {
  let state = 12345;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const y = all[COLUMNS]!;
  for (let row = 0; row < rows; row++) {
    let sum = 3 + 2 * (random() + random() - 1);
    for (let k = 0; k < COLUMNS; k++) {
      const value = (k + 1) * (random() + random() + random() - 1.5) + k;
      all[k]![row] = value;
      sum += (k - 4.5) * value;
    }
    y[row] = sum;
  }
}

function peerFits(): Readonly<Record<string, PeerAnswer>> {
  const output = path.join(here, 'bench/data/regression.json');
  const threads = String(THREADS);
  runPeer(here, 'regression', [dataFile, output, rows, COLUMNS, ALPHA, PEER_RUNS], {
    OMP_NUM_THREADS: threads,
    OPENBLAS_NUM_THREADS: threads,
  });
  return JSON.parse(readFileSync(output, 'utf8')) as Record<string, PeerAnswer>;
}
