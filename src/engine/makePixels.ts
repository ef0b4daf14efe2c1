import { AppError, invariant } from '../core/errors/index.ts';
import type { Facts } from '../core/operations/index.ts';
import type { PixelType } from '../core/reduce/index.ts';
import { allocateMemoryPlane, type FilePlane, type MemoryPlane, type Plane } from '../shared/planes.ts';
import { planeBytes, type BasePixels } from './basePixels.ts';
import {
  computeInStrips,
  computeWhole,
  refuseOverBudget,
  type ImageComputation,
} from './imageComputation.ts';
import type { Work } from './jobTracker.ts';
import type { Pool } from './pool.ts';
import { preparedFacts } from './preparedFacts.ts';
import { PRIORITY } from './priorityQueue.ts';
import type { ReadyMemory } from './readyMemory.ts';
import type { Spool } from './spool.ts';

/** What making pixels takes of the store of all pixels. */
export interface PixelMaker {
  readonly pool: Pool;
  readonly spool: Spool;
  readonly ready: ReadyMemory;
  readonly budgetBytes: number;
  /** Lets others go until there is room; false where there is none. */
  makeRoom(bytes: number, keep: BasePixels): boolean;
  /** Lets temporary files of other computed pixels go, but for those looked at last. */
  makeFileRoom(keep: BasePixels): Promise<void>;
  planes(inputs: Readonly<Record<string, BasePixels>>, work: Work): Promise<Readonly<Record<string, Plane>>>;
}

/** Makes computed pixels: into memory, or, where they do not fit the budget, into a temporary file. */
export async function makePixels(base: BasePixels, maker: PixelMaker, work: Work): Promise<void> {
  if (base.whole) return lookAtSection(base, base.whole, maker, work);
  const { computation } = base;
  invariant(computation, 'pixels of a source are in its file');
  const { operation, inputs, frame } = computation;
  const { pool } = maker;
  const isGlobal = operation.shape.kind === 'global';
  if (isGlobal) refuseOverBudget(operation, Object.values(inputs), maker.budgetBytes);
  if (operation.shape.kind === 'source') return makeExample(base, maker);
  const planes = await maker.planes(inputs, work);
  const facts = base.facts.prepared ?? (await preparedFacts(pool, computation, planes['image']!, work));
  const { width, height, pixelType } = frame;
  const fits = maker.makeRoom(planeBytes(width, height, pixelType), base);
  const size = [width, height, pixelType] as const;
  const memory = fits ? (maker.ready.take(...size) ?? tryAllocate(...size)) : null;
  if (!memory && isGlobal)
    throw new AppError('over-budget', `There is no memory left for ${width} × ${height} pixels.`, {
      remedy: 'Close other images, or crop or bin this one first.',
    });
  if (!memory) {
    await maker.makeFileRoom(base);
    base.file = await spooled(computation, facts, planes, maker, work);
  } else if (isGlobal) await computeWhole(pool, computation, facts, planes, memory, work);
  else await computeInStrips(pool, computation, facts, planes, memory, work);
  base.memory = memory;
  base.facts.prepared = facts;
}

async function makeExample(base: BasePixels, { pool }: PixelMaker): Promise<void> {
  const { width, height } = base.window;
  const target = allocateMemoryPlane(width, height, base.pixelType);
  const name = String(base.computation!.values['name']);
  await pool.run('exampleImage', { name, target }, PRIORITY.asked);
  base.memory = target;
}

/** A section is a window on the pixels it is of. */
async function lookAtSection(
  base: BasePixels,
  whole: BasePixels,
  maker: PixelMaker,
  work: Work,
): Promise<void> {
  const { image } = await maker.planes({ image: whole }, work);
  const { window } = image!;
  const seen = {
    ...base.window,
    x0: window.x0 + base.window.x0 - whole.window.x0,
    y0: window.y0 + base.window.y0 - whole.window.y0,
  };
  if (image!.kind === 'memory') base.memory = { ...image!, window: seen };
  else base.file = { ...image!, window: seen };
}

async function spooled(
  computation: ImageComputation,
  facts: Facts,
  planes: Readonly<Record<string, Plane>>,
  { pool, spool }: PixelMaker,
  work: Work,
): Promise<FilePlane> {
  const { width, height, pixelType } = computation.frame;
  const path = await spool.create(width, height, pixelType);
  try {
    await computeInStrips(pool, computation, facts, planes, { kind: 'spool', path }, work);
    return await spool.plane(path, width, height, pixelType);
  } catch (error) {
    await spool.remove(path);
    throw error;
  }
}

/** Null where the system has no memory left. */
export function tryAllocate(width: number, height: number, pixelType: PixelType): MemoryPlane | null {
  try {
    return allocateMemoryPlane(width, height, pixelType);
  } catch {
    return null;
  }
}
