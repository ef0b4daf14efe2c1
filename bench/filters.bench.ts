// Filters, thresholds and erosion of a 4096² float32 field, shared memory to shared memory, against SciPy and scikit-image:
// see bench/README.md.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { OPERATIONS, parametersSchema, resultFrame, type Facts } from '../src/core/operations/index.ts';
import { computeInStrips } from '../src/engine/imageComputation.ts';
import { silentWork } from '../src/engine/jobTracker.ts';
import { runPartials } from '../src/engine/passes.ts';
import { createPool } from '../src/engine/pool.ts';
import { ReadyMemory } from '../src/engine/readyMemory.ts';
import { allocateMemoryPlane, memoryRow, planeShape, type MemoryPlane } from '../src/shared/planes.ts';
import { median } from './median.ts';
import { runPeer } from './peer.ts';

const THREADS = 2;
const RUNS = 15;
const WARM_UP = 5;
/** Before ours, and again after them: a machine may be busier at one time than at the other. */
const PEER_RUNS = 4;

interface Case {
  readonly operation: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly peers: readonly string[];
  /** How many times faster it is to be. */
  readonly asked: number;
  /** Largest relative difference from the peer's pixels. */
  readonly tolerance: number;
  /** Only a number is sought; no pixels are made. */
  readonly sought?: true;
}

type Extrema = { readonly minimum: number; readonly maximum: number; readonly finite: number };

interface Answer {
  readonly plane: MemoryPlane | null;
  readonly facts: Facts;
}

const CASES: readonly Case[] = [
  { operation: 'gaussian', values: { sigma: 3 }, peers: ['gaussian'], asked: 10, tolerance: 2e-6 },
  { operation: 'adaptive', values: { block_size: 51 }, peers: ['adaptive'], asked: 4, tolerance: 0 },
  { operation: 'median', values: { size: 5 }, peers: ['median'], asked: 10, tolerance: 0 },
  {
    operation: 'erosion',
    values: { footprint: 'square', radius: 7 },
    peers: ['erosion', 'greyErosion'],
    asked: 5,
    tolerance: 0,
  },
  { operation: 'otsu', values: {}, peers: ['otsu'], asked: 8, tolerance: 1e-12, sought: true },
];

interface PeerAnswer {
  readonly wallSec: readonly number[];
  readonly cpuSec: readonly number[];
  readonly value?: number;
}

/** Wall and CPU times of ours, in ms. */
interface Measured {
  readonly one: Case;
  /** Of pixels that nothing is known of, into fresh memory. */
  readonly cold: readonly number[];
  /** As in the window: the extremes are known from opening the image, and the memory of the result was made ready while its
   * preview was looked at. */
  readonly warm: readonly number[];
  readonly cpu: readonly number[];
}

const here = process.argv[2] ?? '.';
const asked = process.argv.slice(3);
const side = Number(asked.find((argument) => /^\d+$/.test(argument)) ?? 4096);
const cases = CASES.filter(
  ({ operation }) => CASES.every((one) => !asked.includes(one.operation)) || asked.includes(operation),
);
const folder = path.join(here, 'bench/data');
const field = makeField();
const extrema = extremaOf(field);
const workerFile = path.join(path.dirname(fileURLToPath(import.meta.url)), 'filtersWorker.js');
const pool = createPool({ workerFile, threads: THREADS });
try {
  const before = peerResults();
  const ours = [];
  for (const one of cases) ours.push(await measure(one, before));
  const after = peerResults();
  for (const one of ours) report(one, before, after);
} finally {
  await pool.close();
}

async function measure(one: Case, peers: Readonly<Record<string, PeerAnswer>>): Promise<Measured> {
  const cold: number[] = [];
  const warm: number[] = [];
  const cpu: number[] = [];
  const ready = new ReadyMemory(pool);
  // Nothing is let go of meanwhile: as in the window, and giving memory back takes time too.
  const answers: Answer[] = [];
  const timed = async (into: number[], given: MemoryPlane | null, known: Extrema | null) => {
    const start = performance.now();
    answers.push(await compute(one, given, known));
    into.push(performance.now() - start);
  };
  for (let run = 0; run < WARM_UP; run++) await timed([], null, null);
  for (let run = 0; run < RUNS; run++) {
    await timed(cold, null, null);
    if (!one.sought) await ready.prepare(side, side, 'float32', () => true);
    const before = process.cpuUsage();
    await timed(warm, ready.take(side, side, 'float32'), extrema);
    const { user, system } = process.cpuUsage(before);
    cpu.push((user + system) / 1000);
  }
  for (const answer of answers.slice(-2)) check(one, answer, peers);
  return { one, cold, warm, cpu };
}

function report(
  { one, cold, warm, cpu }: Measured,
  before: Readonly<Record<string, PeerAnswer>>,
  after: Readonly<Record<string, PeerAnswer>>,
): void {
  console.log(
    `${one.operation} ${JSON.stringify(one.values)}, ${side}², ${THREADS} threads: the same answer; asked for ${one.asked}`,
  );
  console.log(`  ours as in the window ${inMs(warm)}, CPU ${median(cpu).toFixed(0)} ms; cold ${inMs(cold)}`);
  for (const name of one.peers) {
    const both = (of: 'wallSec' | 'cpuSec') =>
      [...before[name]![of], ...after[name]![of]].map((sec) => 1000 * sec);
    const theirs = both('wallSec');
    const ratio = (ours: readonly number[]) =>
      `${(median(theirs) / median(ours)).toFixed(1)} (best against best ${(Math.min(...theirs) / Math.min(...ours)).toFixed(1)})`;
    console.log(
      `  ${name}: ${inMs(theirs)}, CPU ${median(both('cpuSec')).toFixed(0)} ms; ` +
        `ratio as in the window ${ratio(warm)}, cold ${ratio(cold)}`,
    );
  }
}

function inMs(values: readonly number[]): string {
  return `${median(values).toFixed(0)} ms (best ${Math.min(...values).toFixed(0)})`;
}

/** One answer from the field; the pixels of a threshold that is only sought are not made. */
async function compute(
  { operation: name, values: asked, sought }: Case,
  given: MemoryPlane | null,
  known: Extrema | null,
): Promise<Answer> {
  const operation = OPERATIONS.get(name)!;
  const { shape } = operation;
  if (shape.kind !== 'local') throw new Error(`${name} does not run in strips.`);
  const values = v.parse(parametersSchema(operation.parameters), asked);
  const image = { ...planeShape(field), ...(known ? { extrema: known } : {}) };
  const work = silentWork();
  let step = shape.prepare?.(values, image) ?? {
    done: true as const,
    facts: {},
  };
  while (!step.done) {
    const request = { name: step.reduction, params: step.params };
    const { next } = step;
    const [merged] = await runPartials(pool, field, [request], work.control);
    step = next(merged);
  }
  const { facts } = step;
  if (sought) return { plane: null, facts };
  const frames = { image: { ...image, originX: 0, originY: 0, wcs: null } };
  const frame = resultFrame(operation, values, frames);
  const plane = given ?? allocateMemoryPlane(side, side, frame.pixelType);
  const computation = { operation, values, inputs: {}, frames, frame };
  await computeInStrips(pool, computation, facts, { image: field }, plane, work);
  return { plane, facts };
}

function check(one: Case, { plane, facts }: Answer, peers: Readonly<Record<string, PeerAnswer>>): void {
  for (const name of one.peers) {
    if (!plane) {
      const [ours, theirs] = [facts['threshold'] as number, peers[name]!.value!];
      if (!(Math.abs(ours - theirs) <= one.tolerance * Math.abs(theirs)))
        throw new Error(`${one.operation}: ${ours}, but ${theirs} by the peer.`);
      continue;
    }
    const bytes = readFileSync(path.join(folder, `filters-${name}.f32`));
    const theirs = new Float32Array(bytes.buffer, bytes.byteOffset, side * side);
    for (let y = 0; y < side; y++) {
      const row = memoryRow(plane, y, 0, side);
      for (let x = 0; x < side; x++) {
        const wanted = theirs[y * side + x]!;
        if (!(Math.abs(row[x]! - wanted) <= one.tolerance * Math.abs(wanted)))
          throw new Error(`${one.operation}: ${row[x]} at (${x}, ${y}), but ${wanted} by the peer ${name}.`);
      }
    }
  }
}

function extremaOf(plane: MemoryPlane): Extrema {
  let [minimum, maximum] = [Infinity, -Infinity];
  for (const pixel of new Float32Array(plane.strips[0]!)) {
    minimum = Math.min(minimum, pixel);
    maximum = Math.max(maximum, pixel);
  }
  return { minimum, maximum, finite: side * side };
}

/** A sky of 100 with noise, a slope and stars, none of it below 0. */
function makeField(): MemoryPlane {
  let state = 20110607;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const plane = allocateMemoryPlane(side, side, 'float32');
  const pixels = new Float32Array(plane.strips[0]!);
  for (let i = 0; i < pixels.length; i++)
    pixels[i] = 100 + (i % side) / 100 + 10 * (random() + random() + random() - 1.5);
  for (let star = 0; star < 20_000; star++) {
    const [x0, y0, flux] = [
      8 + Math.floor(random() * (side - 16)),
      8 + Math.floor(random() * (side - 16)),
      20 / (random() + 0.01),
    ];
    for (let dy = -6; dy <= 6; dy++)
      for (let dx = -6; dx <= 6; dx++)
        pixels[(y0 + dy) * side + x0 + dx]! += flux * Math.exp(-(dx * dx + dy * dy) / 4.5);
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'filters.f32'), Buffer.from(pixels.buffer));
  return plane;
}

function peerResults(): Readonly<Record<string, PeerAnswer>> {
  const answer = runPeer(
    here,
    'filters',
    [path.join(folder, 'filters.f32'), folder, side, PEER_RUNS, ...cases.flatMap(({ peers }) => peers)],
    {
      OMP_NUM_THREADS: String(THREADS),
    },
  );
  return JSON.parse(answer) as Record<string, PeerAnswer>;
}
