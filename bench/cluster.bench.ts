// DBSCAN and k-means of clumps and noise in a plane, in a warm engine with 2 threads, against scikit-learn with 2 threads; a
// size below 0 runs ours alone. Columns to labels, wall time. See bench/README.md.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { dbscan, kmeans } from '../src/engine/cluster/index.ts';
import { silentWork } from '../src/engine/jobTracker.ts';
import { createPool } from '../src/engine/pool.ts';
import { median } from './median.ts';
import { runPeer } from './peer.ts';
import { randomNumbers } from './randomNumbers.ts';

const THREADS = 2;
/** At least so many runs, and for so long. */
const RUNS = 7;
const RUN_MS = 1500;
/** Before them, at least three runs, and so many that the engine has compiled what it runs. */
const WARM_UP_MS = 1500;
const PEER_RUNS = 3;
const CLUMPS = 50;
const SIDE = 100;
const MIN_SAMPLES = 10;
const CLUSTERS = 8;

interface PeerAnswer {
  readonly sec: readonly number[];
  readonly peakMib: number;
  readonly inertia?: number;
  readonly iterations?: number;
}

const here = process.argv[2] ?? '.';
const asked = process.argv.slice(3);
const sizes = asked.map(Number).filter(Number.isFinite);
/** `dbscan` or `kmeans` among the arguments measures that alone. */
const wants = (name: string): boolean =>
  !asked.some((word) => Number.isNaN(Number(word))) || asked.includes(name);
const workerFile = path.join(path.dirname(fileURLToPath(import.meta.url)), 'clusterWorker.js');
const data = path.join(here, 'bench/data');
mkdirSync(data, { recursive: true });

const pool = createPool({ workerFile, threads: THREADS });
try {
  if (asked[0] === 'memory') await memoryOf(Number(asked[1]), Number(asked[2]));
  else for (const size of sizes.length > 0 ? sizes : [1e5, 1e6]) await compare(Math.abs(size), size > 0);
} finally {
  await pool.close();
}

async function compare(rows: number, withPeer: boolean): Promise<void> {
  const columns = clumpsAndNoise(rows);
  const input = path.join(data, `clumps_${rows}.f64`);
  writeFileSync(input, Buffer.concat(columns.map((column) => Buffer.from(column.buffer))));
  // About as many neighbours at every size: in a clump, and twice and four times as many.
  const eps = Number((0.1 * Math.sqrt(1e6 / rows)).toPrecision(2));
  if (wants('dbscan')) {
    for (const one of [eps, 1.5 * eps, 2 * eps]) await compareDbscan(columns, input, one, withPeer);
    for (const one of [eps / 1000, 1e-9, SIDE / 20, 2 * SIDE])
      await compareDbscan(columns, input, one, false);
  }
  if (wants('kmeans')) await compareKmeans(columns, input, withPeer);
}

async function compareDbscan(
  columns: Float64Array[],
  input: string,
  eps: number,
  withPeer: boolean,
): Promise<void> {
  const request = { columns, scaling: 'none', eps, minSamples: MIN_SAMPLES } as const;
  const [ms, found] = await timed(() => dbscan(pool, request, silentWork()));
  const rows = columns[0]!.length;
  console.log(`DBSCAN ${rows} rows, eps ${eps}: ${found.clusters} clusters, ${found.noise} noise`);
  console.log(
    `  ours ${times(ms)}, peak of a process that does one ${freshPeak(rows, eps)} MiB, of this one so far ${peakMib()} MiB`,
  );
  if (!withPeer) return;
  const [peer, labels] = peerLabels('dbscan', input, rows, [String(eps), String(MIN_SAMPLES)]);
  const differing = found.labels.filter((label, i) => label !== labels[i]).length;
  if (differing > 0) throw new Error(`${differing} labels differ from scikit-learn's.`);
  // Once more: the machine may have been busier before the peer than beside it.
  const [later] = await timed(() => dbscan(pool, request, silentWork()));
  report([...ms, ...later], peer, `the same labels; ours in all ${times([...ms, ...later])}`);
}

/** The peak of a process of its own that does one DBSCAN of a size measured here. */
function freshPeak(rows: number, eps: number): string {
  const run = spawnSync(process.execPath, [process.argv[1]!, here, 'memory', String(rows), String(eps)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (run.status !== 0) throw new Error('The process that measures memory failed.');
  return run.stdout.trim();
}

async function memoryOf(rows: number, eps: number): Promise<void> {
  const request = { columns: clumpsAndNoise(rows), scaling: 'none', eps, minSamples: MIN_SAMPLES } as const;
  await dbscan(pool, request, silentWork());
  console.log(peakMib());
}

/** The most memory so far. What is asked of the operating system by other means counts the parent's too, on Linux. */
function peakMib(): number {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
  const kib = /VmHWM:\s*(\d+)/.exec(status)?.[1] ?? process.resourceUsage().maxRSS;
  return Math.round(Number(kib) / 1024);
}

async function compareKmeans(columns: Float64Array[], input: string, withPeer: boolean): Promise<void> {
  const init = Array.from({ length: CLUSTERS }, (_, k) => columns.map((column) => column[k]!));
  const options = { nClusters: CLUSTERS, nInit: 1, maxIter: 300, tol: 1e-4, randomState: 0 };
  const request = { columns, scaling: 'none', ...options } as const;
  const rows = columns[0]!.length;
  const [ms, found] = await timed(() => kmeans(pool, { ...request, init }, silentWork()));
  console.log(`k-means ${rows} rows, ${CLUSTERS} clusters: ${found.iterations} iterations`);
  console.log(`  ours ${times(ms)}`);
  const [seeded] = await timed(() => kmeans(pool, { ...request, nInit: 10 }, silentWork()));
  console.log(`  ours with 10 runs of k-means++ ${times(seeded)}`);
  if (!withPeer) return;
  const [peer] = peerLabels('kmeans', input, rows, [JSON.stringify(init)]);
  const off = Math.abs(found.inertia / peer.inertia! - 1);
  if (!(off <= 1e-9) || peer.iterations !== found.iterations)
    throw new Error(`Inertia is off by ${off}, after ${found.iterations} and ${peer.iterations} iterations.`);
  report(ms, peer, `inertia within ${off.toExponential(1)}`);
}

async function timed<Result>(run: () => Promise<Result>): Promise<[number[], Result]> {
  const begin = performance.now();
  for (let i = 0; i < 3 || performance.now() - begin < WARM_UP_MS; i++) await run();
  const ms: number[] = [];
  let result: Result | undefined;
  const first = performance.now();
  for (let i = 0; i < RUNS || performance.now() - first < RUN_MS; i++) {
    const start = performance.now();
    result = await run();
    ms.push(performance.now() - start);
  }
  return [ms, result!];
}

function peerLabels(
  kind: string,
  input: string,
  rows: number,
  parameters: readonly string[],
): [PeerAnswer, Int32Array] {
  const output = path.join(data, 'peer_labels.i32');
  const answer = runPeer(here, 'cluster', [kind, input, output, rows, PEER_RUNS, ...parameters]);
  const labels = readFileSync(output);
  return [
    JSON.parse(answer) as PeerAnswer,
    new Int32Array(labels.buffer.slice(labels.byteOffset, labels.byteOffset + labels.length)),
  ];
}

function report(ms: readonly number[], peer: PeerAnswer, same: string): void {
  const theirs = 1000 * median(peer.sec);
  console.log(`  peer ${theirs.toFixed(0)} ms, peak ${peer.peakMib.toFixed(0)} MiB`);
  console.log(`  ratio ${(theirs / median(ms)).toFixed(1)}; ${same}`);
}

/** 70 % of the rows in round clumps of unit width, the rest evenly spread. */
function clumpsAndNoise(rows: number): Float64Array[] {
  const random = randomNumbers(20_240_101);
  const centres = Array.from({ length: CLUMPS }, () => [random() * SIDE, random() * SIDE] as const);
  const columns = [0, 1].map(() => new Float64Array(new SharedArrayBuffer(8 * rows)));
  for (let i = 0; i < rows; i++) {
    const inClump = random() < 0.7;
    const centre = centres[Math.floor(random() * CLUMPS)]!;
    for (const axis of [0, 1] as const)
      columns[axis]![i] = inClump
        ? centre[axis] + Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
        : random() * SIDE;
  }
  return columns;
}

function times(ms: readonly number[]): string {
  return `${median(ms).toFixed(1)} ms (best ${Math.min(...ms).toFixed(1)})`;
}
