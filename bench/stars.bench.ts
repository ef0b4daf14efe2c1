// Float32 star fields, file open to catalogue columns, against the book's pipeline in Python: see bench/README.md.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { selectHdu } from '../src/core/fits/index.ts';
import { ByteCache } from '../src/engine/byteCache.ts';
import { Evaluator } from '../src/engine/evaluator.ts';
import { Handles } from '../src/engine/handles.ts';
import { silentWork } from '../src/engine/jobTracker.ts';
import { Pictures } from '../src/engine/pictures.ts';
import { PixelStore } from '../src/engine/pixelStore.ts';
import { createPool } from '../src/engine/pool.ts';
import { Sources } from '../src/engine/sources.ts';
import { Tables } from '../src/engine/tables/index.ts';
import type { StepValue } from '../src/engine/values.ts';
import { applyAction, EMPTY_DOCUMENT, imageSteps } from '../src/shared/index.ts';
import { median } from './median.ts';
import { runPeer } from './peer.ts';
import { starFieldFile } from './starField.ts';

const THREADS = 2;
const CUT = 0.5;
const RUNS = 15;
const PEER_RUNS = 3;

const STEPS = imageSteps('i1');

interface Found {
  /** 1-based. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly maxima: number;
  readonly limits: readonly number[];
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

const pool = createPool({ workerFile: path.join(here, 'out/main/worker.js'), threads: THREADS });
try {
  for (const size of sizes.length > 0 ? sizes : [1024, 4096, 8192]) await compare(size);
} finally {
  await pool.close();
}

async function compare(size: number): Promise<void> {
  const file = starFieldFile(path.join(here, 'bench/data'), size);
  for (let i = 0; i < 5; i++) await findStars(file);
  const times: number[] = [];
  let found: Found | undefined;
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now();
    found = await findStars(file);
    times.push(performance.now() - start);
  }
  const ours = median(times);
  const peer = peerStars(file);
  const same = sameStars(found!, peer);
  const peerMs = 1000 * median(peer.userSec);
  console.log(`${size} x ${size}: ${found!.maxima} maxima, ${found!.x.length} above ${CUT}`);
  console.log(
    `  ours ${ours.toFixed(1)} ms (best ${Math.min(...times).toFixed(1)}), peer ${peerMs.toFixed(0)} ms user CPU`,
  );
  console.log(`  ratio ${(peerMs / ours).toFixed(1)}; ${same}`);
}

/** One run from the file to the catalogue: everything anew but the threads and their memory. */
async function findStars(file: string): Promise<Found> {
  const handles = new Handles();
  const sources = new Sources(handles, pool, new Pictures(pool, 0));
  const parts = { pool, handles, sources, tables: new Tables({ pool }) };
  const evaluator = new Evaluator(parts, new PixelStore(pool, 0), new ByteCache<StepValue>(0));
  const work = silentWork();
  const handle = handles.adopt(file);
  const { hdus } = await sources.open(handle);
  const { recipe } = applyAction(EMPTY_DOCUMENT, { type: 'add-image', handle, hdu: selectHdu(hdus).index });
  // The cut and the limits want the same pixels; a step with both as inputs gets them in one pass.
  const [catalogue, limits] = await evaluator.evaluateAll(recipe, [STEPS.cut, STEPS.limits], work, {
    load: false,
    onlyAboveCut: true,
  });
  if (catalogue?.value.kind !== 'catalogue' || limits?.value.kind !== 'limits')
    throw new Error('Not a catalogue.');
  const { stars, maxima } = catalogue.value;
  return { x: stars.x, y: stars.y, maxima, limits: [limits.value.low, limits.value.high] };
}

function peerStars(file: string): PeerAnswer {
  const output = path.join(here, 'bench/data/peer.json');
  runPeer(here, 'stars', [file, output, CUT, PEER_RUNS]);
  return JSON.parse(readFileSync(output, 'utf8')) as PeerAnswer;
}

// The peer works in float32, where arcsinh makes neighbouring values equal: a few maxima and cuts more than there are.
function sameStars(found: Found, peer: PeerAnswer): string {
  const key = (x: number, y: number): number => y * 2 ** 20 + x;
  const theirs = new Set(peer.x.map((x, i) => key(x, peer.y[i]!)));
  const missing = Array.from(found.x).filter((x, i) => !theirs.delete(key(x - 1, found.y[i]! - 1))).length;
  const limitsDiffer = Math.max(...found.limits.map((limit, i) => Math.abs(limit - peer.limits[i]!)));
  if (missing > 0 || theirs.size > 1e-4 * found.x.length + 2 || limitsDiffer > 1e-6) {
    throw new Error(
      `Not the same stars: ${missing} missing there, ${theirs.size} more there, limits off by ${limitsDiffer}.`,
    );
  }
  return `the same stars (${theirs.size} float32 ties more there), limits within ${limitsDiffer.toExponential(1)}`;
}
