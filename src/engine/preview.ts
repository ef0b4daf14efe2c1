import { AppError } from '../core/errors/index.ts';
import type { Facts, Frame, ParameterValues, Parameters } from '../core/operations/index.ts';
import { type ImageSummary, type PreviewHead, type TileAddress } from '../shared/index.ts';
import { planeShape, type MemoryPlane, type Plane } from '../shared/planes.ts';
import { coarsestLevel, FIRST_LEVEL } from '../shared/pyramid.ts';
import { isMade, type BasePixels } from './basePixels.ts';
import { contentKey } from './contentKey.ts';
import { preparedFacts, type ImageComputation } from './imageComputation.ts';
import { silentWork } from './jobTracker.ts';
import { nothingWanted, type PixelStore } from './pixelStore.ts';
import type { Pool } from './pool.ts';
import { PRIORITY } from './priorityQueue.ts';
import { imageSummary } from './summarise.ts';
import { tileRectangle } from './tiles.ts';
import type { ImageValue } from './values.ts';

/** What tiles of a result are computed from before the result is there. */
interface Preview {
  readonly computation: ImageComputation;
  readonly facts: Facts;
  readonly planes: Readonly<Record<string, Plane>>;
  readonly pyramids: Readonly<Record<string, readonly MemoryPlane[]>>;
}

/** Most previews that are kept: those of a drag are asked for one after another. */
const KEPT = 8;
/** After so long the tiles of a preview have been painted; a window waits longer than that before it asks for the result. */
const PAINTED_MS = 120;

/** Looks at results of local operations, tile by tile, before all of their pixels are computed. */
export class Previews {
  private readonly known = new Map<string, Preview>();
  private readonly pool: Pool;
  private readonly pixels: PixelStore;

  constructor(pool: Pool, pixels: PixelStore) {
    this.pool = pool;
    this.pixels = pixels;
  }

  /** How the image looks, to be painted until the real one is there; null where it cannot be told beforehand, or is there.
   *
   * From 1/4 down the operation runs on the pyramid of its input, with its lengths reduced as well: near, and not exact. */
  async summary(image: ImageValue): Promise<ImageSummary | null> {
    const { base, maps } = image;
    const { computation } = base;
    const shape = computation?.operation.shape;
    if (!computation || shape?.kind !== 'local' || shape.positional || maps.length > 0 || isMade(base))
      return null;
    const { inputs } = computation;
    const work = silentWork();
    for (const input of Object.values(inputs))
      await this.pixels.ensure(input, { ...nothingWanted(), load: true, extrema: true }, work);
    const pyramids = pyramidsOf(inputs);
    if (!pyramids) return null;
    const planes = await this.pixels.planes(inputs, work);
    const facts =
      base.facts.prepared ?? (await preparedFacts(this.pool, computation, planes['image']!, work));
    base.facts.prepared = facts;
    const key = contentKey('preview', base.key);
    this.known.delete(key);
    this.known.set(key, { computation, facts, planes, pyramids });
    // Not at once: it would take the processors from the tiles and from the window that paints them.
    setTimeout(() => this.pixels.expect(computation.frame), PAINTED_MS).unref();
    if (this.known.size > KEPT) this.known.delete(this.known.keys().next().value!);
    const { minimum, maximum, finite } = inputs['image']!.facts.extrema!;
    const range = image.meaning === 'binary' ? { minimum: 0, maximum: 1 } : { minimum, maximum };
    return { ...imageSummary(image), ...(finite === 0 ? {} : range), finite, pixelsKey: key };
  }

  has(key: string): boolean {
    return this.known.has(key);
  }

  /** Those of the tiles that a preview has, with their sizes. */
  placesOf(key: string, tiles: readonly TileAddress[]): PreviewHead['tiles'] {
    const preview = this.known.get(key);
    return tiles.flatMap((tile) => {
      const place = preview && placeOf(preview, tile);
      return place ? [{ ...tile, width: place.width, height: place.height }] : [];
    });
  }

  async tile(key: string, tile: TileAddress): Promise<ArrayBuffer> {
    const preview = this.known.get(key);
    const place = preview && placeOf(preview, tile);
    if (!place) throw new AppError('not-found', 'That part of the preview is not there any more.');
    const { level } = tile;
    const { frame, ...rectangle } = place;
    const { computation, facts } = preview;
    const { operation, values } = computation;
    const coarse = level >= FIRST_LEVEL;
    const full = computation.frame;
    return this.pool.run(
      'imageTile',
      {
        operation: operation.name,
        values: coarse ? reducedLengths(operation.parameters, values, 2 ** level) : values,
        facts,
        frames: computation.frames,
        planes: coarse ? levelOf(preview.pyramids, level) : preview.planes,
        frame: coarse ? frame : full,
        control: silentWork().control,
        halve: level === 1,
        ...rectangle,
        offset: 0,
      },
      PRIORITY.tile,
    );
  }
}

/** Where a tile lies on its level, and the level's frame; null where the preview has no such tile. */
function placeOf(preview: Preview, { level, x, y }: TileAddress) {
  const frame = frameOf(preview, level);
  const rectangle = frame && tileRectangle(frame, x, y);
  return rectangle && { frame, ...rectangle };
}

/** The pyramids of all inputs; null where one has none, or shows its pixels relative to an offset. */
function pyramidsOf(
  inputs: Readonly<Record<string, BasePixels>>,
): Readonly<Record<string, readonly MemoryPlane[]>> | null {
  const pyramids: Record<string, readonly MemoryPlane[]> = {};
  for (const [name, { pyramid, offset }] of Object.entries(inputs)) {
    if (!pyramid || offset !== 0) return null;
    pyramids[name] = pyramid;
  }
  return pyramids;
}

function levelOf(
  pyramids: Readonly<Record<string, readonly MemoryPlane[]>>,
  level: number,
): Record<string, Plane> {
  const planes = Object.entries(pyramids).map(([name, levels]) => [name, levels[level - FIRST_LEVEL]!]);
  return Object.fromEntries(planes) as Record<string, Plane>;
}

/** Size and type of a level of the result. */
function frameOf({ computation, pyramids }: Preview, level: number): Frame | null {
  const { frame, operation } = computation;
  if (level > coarsestLevel(frame.width, frame.height)) return null;
  if (level < FIRST_LEVEL) {
    const scale = 2 ** level;
    return { ...frame, width: Math.ceil(frame.width / scale), height: Math.ceil(frame.height / scale) };
  }
  const plane = pyramids['image']![level - FIRST_LEVEL]!;
  const { width, height, pixelType } = planeShape(plane);
  return { ...frame, width, height, pixelType: operation.resultType?.(pixelType) ?? pixelType };
}

/** Parameters that are lengths in pixels, of an image that is so many times smaller; odd numbers stay odd. */
function reducedLengths(parameters: Parameters, values: ParameterValues, scale: number): ParameterValues {
  const reduced: Record<string, ParameterValues[string]> = { ...values };
  for (const [name, parameter] of Object.entries(parameters)) {
    const value = values[name];
    const isLength = parameter.unit === 'px' || parameter.unit === 'pixel';
    if (!isLength || typeof value !== 'number') continue;
    if (parameter.kind === 'number') reduced[name] = Math.max(value / scale, parameter.min ?? -Infinity);
    if (parameter.kind !== 'integer') continue;
    const odd = value % 2 === 1;
    const length = odd ? 2 * Math.round((value / scale - 1) / 2) + 1 : Math.round(value / scale);
    const least = parameter.min ?? 0;
    reduced[name] = Math.max(length, odd && least % 2 === 0 ? least + 1 : least);
  }
  return reduced;
}
