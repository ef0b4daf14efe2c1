// Hierarchical clustering, HDBSCAN and silhouettes in the pool, ward and others against SciPy: see bench/README.md.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Linkage } from '../src/core/cluster/index.ts';
import { hdbscan, hierarchical, kDistance, silhouette } from '../src/engine/hierarchy/index.ts';
import { silentWork } from '../src/engine/jobTracker.ts';
import { createPool } from '../src/engine/pool.ts';
import { median } from './median.ts';
import { runPeer } from './peer.ts';
import { randomNumbers } from './randomNumbers.ts';

const THREADS = 2;
const RUNS = 5;
const PEER_RUNS = 3;
const CLUMPS = 20;

const here = process.argv[2] ?? '.';
const data = path.join(here, 'bench/data');
mkdirSync(data, { recursive: true });
const workerFile = fileURLToPath(new URL('hierarchyWorker.js', import.meta.url));
const scaling = 'none';

interface Measured<T> {
  readonly wallSec: number;
  readonly cpuSec: number;
  /** Most resident memory while it ran, above what was there before. */
  readonly peakMib: number;
  readonly value: T;
}

const pool = createPool({ workerFile, threads: THREADS });
try {
  await compare('ward', 10_000, 2);
  await compare('ward', 10_000, 5);
  await compare('average', 5000, 2);
  await compare('single', 10_000, 2);
  await alone();
} finally {
  await pool.close();
}

async function compare(linkage: Linkage, count: number, dims: number): Promise<void> {
  const columns = clumps(count, dims);
  const run = () => hierarchical(pool, { columns, scaling, linkage, nClusters: CLUMPS }, silentWork());
  await run();
  const runs: Measured<Awaited<ReturnType<typeof run>>>[] = [];
  for (let i = 0; i < RUNS; i++) runs.push(await measure(run));
  const peer = peerTree(columns, linkage);
  const { tree } = runs[0]!.value;
  const worst = tree.height.reduce((most, h, i) => Math.max(most, Math.abs(h / peer.heights[i]! - 1)), 0);
  if (!(worst <= 1e-9)) throw new Error(`Heights are off by ${worst}.`);
  const [wall, cpu] = [median(runs.map((r) => r.wallSec)), median(runs.map((r) => r.cpuSec))];
  const [peerWall, peerCpu] = [median(peer.wallSec), median(peer.cpuSec)];
  console.log(`${linkage}, ${count} x ${dims}: heights within ${worst.toExponential(1)}`);
  console.log(`  ours ${ms(wall)} (CPU ${ms(cpu)}), SciPy ${ms(peerWall)} (CPU ${ms(peerCpu)})`);
  console.log(
    `  ratio ${(peerWall / wall).toFixed(1)} by the clock, ${(peerCpu / cpu).toFixed(1)} by CPU time`,
  );
}

/** What SciPy's matrix does not let it do, or what it has not. */
async function alone(): Promise<void> {
  const columns = clumps(100_000, 2);
  for (const linkage of ['ward', 'single'] as const) {
    const request = { columns, scaling, linkage, nClusters: CLUMPS } as const;
    const found = await measure(() => hierarchical(pool, request, silentWork()));
    if (found.value.tree.size.at(-1) !== 100_000) throw new Error('The tree lacks points.');
    report(`${linkage}, 100000 x 2`, found);
  }
  const options = { minClusterSize: 50, minSamples: 10, clusterSelectionMethod: 'eom' } as const;
  const dense = await measure(() => hdbscan(pool, { columns, scaling, ...options }, silentWork()));
  if (dense.value.clusters !== CLUMPS) throw new Error(`HDBSCAN found ${dense.value.clusters} clusters.`);
  report('hdbscan, 100000 x 2', dense);
  report(
    'k-distance k=10, 100000 x 2',
    await measure(() => kDistance(pool, { columns, scaling, k: 10 }, silentWork())),
  );
  const { labels } = dense.value;
  const quality = await measure(() => silhouette(pool, { columns, scaling, labels }, silentWork()));
  if (!quality.value.sampled) throw new Error('Not a sample.');
  report('silhouette of 20000 x 2', quality);
}

function report(what: string, { wallSec, cpuSec, peakMib }: Measured<unknown>): void {
  console.log(`${what}: ${ms(wallSec)} (CPU ${ms(cpuSec)}), ${peakMib.toFixed(0)} MiB more`);
}

async function measure<T>(run: () => Promise<T>): Promise<Measured<T>> {
  const before = process.memoryUsage().rss;
  let peak = before;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20);
  const cpu = process.cpuUsage();
  const start = performance.now();
  const value = await run();
  const wallSec = (performance.now() - start) / 1e3;
  const { user, system } = process.cpuUsage(cpu);
  clearInterval(watch);
  return { wallSec, cpuSec: (user + system) / 1e6, peakMib: (peak - before) / 2 ** 20, value };
}

function peerTree(
  columns: readonly Float64Array[],
  linkage: string,
): { wallSec: number[]; cpuSec: number[]; heights: Float64Array } {
  const [input, output] = [path.join(data, 'hierarchy.f64'), path.join(data, 'hierarchy-heights.f64')];
  const dims = columns.length;
  const rows = new Float64Array(columns[0]!.length * dims);
  columns.forEach((column, j) => column.forEach((value, i) => (rows[i * dims + j] = value)));
  writeFileSync(input, new Uint8Array(rows.buffer));
  const answer = runPeer(here, 'hierarchy', [input, dims, linkage, output, PEER_RUNS]);
  const heights = new Float64Array(new Uint8Array(readFileSync(output)).buffer);
  return { ...(JSON.parse(answer) as { wallSec: number[]; cpuSec: number[] }), heights };
}

/** Seeded clumps of normal points, over shared memory. */
function clumps(count: number, dims: number): Float64Array[] {
  const uniform = randomNumbers(20_260_101);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const columns = Array.from(
    { length: dims },
    () => new Float64Array(new SharedArrayBuffer(count * Float64Array.BYTES_PER_ELEMENT)),
  );
  for (let i = 0; i < count; i++) {
    const clump = i % CLUMPS;
    columns.forEach((column, j) => {
      column[i] = 15 * (j === 0 ? clump % 5 : j === 1 ? Math.floor(clump / 5) : 0) + normal();
    });
  }
  return columns;
}

function ms(sec: number): string {
  return `${(1000 * sec).toFixed(0)} ms`;
}
