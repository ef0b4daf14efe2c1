import type { Facts, Frame, ParameterValues, Parameters } from '../core/operations/index.ts';
import { haloOf, workKind, type WorkKind } from '../shared/operationCosts.ts';
import type { LookTile, TileAddress } from '../shared/index.ts';
import { planeShape, type MemoryPlane, type Plane } from '../shared/planes.ts';
import { coarsestLevel, FIRST_LEVEL, firstLevelOf } from '../shared/pyramid.ts';
import type { BasePixels } from './basePixels.ts';
import type { ImageComputation } from './imageComputation.ts';
import { tileRectangle } from './tiles.ts';

/** What the operation wants to know of the whole image. */
export interface FoundFacts {
  readonly facts: Facts;
  /** Pixels of the image along each side of one that they were found in: more than 1 where that was a sample. */
  readonly step: number;
}

/** What tiles of a result are computed from before the result is there. */
export interface PreviewSource {
  readonly computation: ImageComputation;
  readonly facts: FoundFacts;
  readonly planes: Readonly<Record<string, Plane>>;
  readonly pyramids: Readonly<Record<string, readonly MemoryPlane[]>>;
}

/** How the pixels of a tile are computed, that are sent. */
export interface TileWork {
  readonly values: ParameterValues;
  readonly facts: Facts;
  readonly planes: Readonly<Record<string, Plane>>;
  readonly frame: Frame;
  /** Of 2 × 2 pixels of the planes. */
  readonly halve: boolean;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A tile as it is sent where each of its pixels stands for `step` × `step`, or fewer where no such level is kept; null where
 * the preview has no such tile. */
export function lookTile(source: PreviewSource, tile: TileAddress, step: number): LookTile | null {
  const frame = frameOf(source, tile.level);
  const place = frame && tileRectangle(frame, tile.x, tile.y);
  if (!place) return null;
  const { level, x, y } = tile;
  const { width, height } = place;
  const steps = coarserSteps(source, level).filter((possible) => possible <= step);
  return { level, x, y, width, height, step: steps.at(-1) ?? 1 };
}

/** The steps of coarse tiles of a level: those for which there is a coarser level to compute on. */
export function coarserSteps(source: PreviewSource, level: number): number[] {
  const steps: number[] = [];
  for (let at = Math.max(FIRST_LEVEL, level + 1); at <= lastLevel(source); at++)
    steps.push(2 ** (at - level));
  return steps;
}

export function tileWork(source: PreviewSource, tile: LookTile): TileWork {
  const { computation, pyramids, planes } = source;
  const { operation, values, frame } = computation;
  const level = tile.level + Math.log2(tile.step);
  const place = tileRectangle(frameOf(source, tile.level)!, tile.x, tile.y)!;
  const rectangle = {
    x: place.x / tile.step,
    y: place.y / tile.step,
    width: Math.ceil(place.width / tile.step),
    height: Math.ceil(place.height / tile.step),
  };
  if (level < FIRST_LEVEL)
    return { values, facts: factsAt(source, 0), planes, frame, halve: level === 1, ...rectangle };
  return {
    facts: factsAt(source, level),
    values: reducedLengths(operation.parameters, values, 2 ** level),
    planes: levelOf(pyramids, level),
    frame: frameOf(source, level)!,
    halve: false,
    ...rectangle,
  };
}

/** The facts for pixels of a level. */
function factsAt(
  { computation: { operation }, facts: { facts, step } }: PreviewSource,
  level: number,
): Facts {
  const { shape } = operation;
  return shape.kind === 'local' && shape.placed ? shape.placed(facts, 0, 2 ** level / step) : facts;
}

/** What is measured of a tile: its kind, and the pixels that are looked at for it. */
export function tileCost(
  { computation: { operation } }: PreviewSource,
  { values, halve, width, height }: Pick<TileWork, 'values' | 'halve' | 'width' | 'height'>,
): { readonly kind: WorkKind; readonly pixels: number } {
  const halo = haloOf(operation, values);
  const scale = halve ? 2 : 1;
  const pixels = (scale * width + 2 * halo.x) * (scale * height + 2 * halo.y);
  return { kind: workKind(operation, values), pixels };
}

/** The pyramids of all inputs; null where one has none, or shows its pixels relative to an offset. */
export function pyramidsOf(
  inputs: Readonly<Record<string, BasePixels>>,
  planes: Readonly<Record<string, Plane>>,
): Readonly<Record<string, readonly MemoryPlane[]>> | null {
  const pyramids: Record<string, readonly MemoryPlane[]> = {};
  for (const [name, { pyramid, offset }] of Object.entries(inputs)) {
    if (!pyramid || offset !== 0) return null;
    pyramids[name] = pyramid.length > 0 ? pyramid : pyramidOfSmall(planes[name]!);
  }
  return pyramids;
}

const small = new WeakMap<Plane, readonly MemoryPlane[]>();

function pyramidOfSmall(plane: Plane): readonly MemoryPlane[] {
  const known = small.get(plane);
  if (known || plane.kind === 'file') return known ?? [];
  const made = [firstLevelOf(plane)];
  small.set(plane, made);
  return made;
}

/** The coarsest level that there is to compute on. */
function lastLevel({ computation: { frame }, pyramids }: PreviewSource): number {
  return Math.max(coarsestLevel(frame.width, frame.height), FIRST_LEVEL - 1 + pyramids['image']!.length);
}

function levelOf(
  pyramids: Readonly<Record<string, readonly MemoryPlane[]>>,
  level: number,
): Record<string, Plane> {
  const planes = Object.entries(pyramids).map(([name, levels]) => [name, levels[level - FIRST_LEVEL]!]);
  return Object.fromEntries(planes) as Record<string, Plane>;
}

/** Size and type of a level of the result. */
function frameOf(source: PreviewSource, level: number): Frame | null {
  const { frame, operation } = source.computation;
  if (level > lastLevel(source)) return null;
  if (level < FIRST_LEVEL) {
    const scale = 2 ** level;
    return { ...frame, width: Math.ceil(frame.width / scale), height: Math.ceil(frame.height / scale) };
  }
  const plane = source.pyramids['image']![level - FIRST_LEVEL]!;
  const { width, height, pixelType } = planeShape(plane);
  return { ...frame, width, height, pixelType: operation.resultType?.(pixelType) ?? pixelType };
}

/** Parameters that are lengths in pixels, of an image that is so many times smaller; odd numbers stay odd. */
export function reducedLengths(
  parameters: Parameters,
  values: ParameterValues,
  scale: number,
): ParameterValues {
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
