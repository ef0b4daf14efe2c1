import { AppError, invariant } from '../core/errors/index.ts';
import { applyMaps } from '../core/image/index.ts';
import { OPERATIONS, type Operation, type ParameterValues } from '../core/operations/index.ts';
import { interpolateOrderStatistics } from '../core/percentile/index.ts';
import type { Step } from '../shared/index.ts';
import type { BasePixels } from './basePixels.ts';
import type { SourceImage } from './sources.ts';
import type { Evaluated, ImageValue, LimitsValue, PeaksValue } from './values.ts';

export function operationOf(step: Step): Operation {
  const operation = OPERATIONS.get(step.operation);
  if (!operation) throw new AppError('bad-argument', `There is no operation "${step.operation}".`);
  if (step.version !== operation.version)
    throw new AppError(
      'not-supported',
      `Step "${step.id}" wants version ${step.version} of ${operation.name}; here is version ${operation.version}.`,
    );
  return operation;
}

export function inputId(step: Step, name: string): string {
  const id = step.inputs[name];
  if (id === undefined) throw new AppError('bad-argument', `Step "${step.id}" has no input "${name}".`);
  return id;
}

export function percentsOf(step: Step): [number, number] {
  const low = Number(step.params['low']);
  const high = Number(step.params['high']);
  if (!(low < high))
    throw new AppError('bad-argument', `The low percentile (${low}) must be below the high one (${high}).`);
  return [low, high];
}

export function imageValue(source: SourceImage, base: BasePixels): ImageValue {
  const { hdu, wcs, planes, warnings } = source;
  const unit = hdu.unit ?? '';
  return { kind: 'image', base, maps: [], unit, wcs, planes, meaning: 'values', warnings };
}

export function imageInput(inputs: ReadonlyMap<string, Evaluated>): ImageValue {
  const value = inputs.get('image')?.value;
  invariant(value?.kind === 'image', 'the operation takes an image');
  return value;
}

/** The image with one more deferred map. */
export function mapped(operation: Operation, step: Step, inputs: ReadonlyMap<string, Evaluated>): ImageValue {
  invariant(operation.shape.kind === 'pointwise', 'pointwise');
  const image = imageInput(inputs);
  const { extrema } = image.base.facts;
  const limits = inputs.get('limits')?.value;
  const map = operation.shape.map(step.params as ParameterValues, {
    ...(extrema ? { extrema } : {}),
    ...(limits?.kind === 'limits' ? { limits } : {}),
  });
  return { ...image, maps: [...image.maps, map] };
}

/** Percentiles of the mapped image: those of the pixels, since the maps keep their order. */
export function limitsValue(image: ImageValue, percents: readonly [number, number]): LimitsValue {
  const { facts } = image.base;
  const map = image.maps.length === 0 ? undefined : (value: number) => applyMaps(image.maps, value);
  const [low, high] = percents.map((percent) => {
    const statistics = facts.percentiles.get(percent);
    if (!statistics)
      throw new AppError('no-data', 'The image has no finite pixel, so there are no percentiles.');
    return interpolateOrderStatistics(statistics, map);
  }) as [number, number];
  return { kind: 'limits', low, high };
}

export function peaksValue(image: ImageValue, plateaus: string): PeaksValue {
  const { facts } = image.base;
  const fact = facts.maxima.get(plateaus);
  invariant(fact && facts.extrema, 'the maxima were asked for before');
  return { kind: 'peaks', image, fact, plateaus, maximum: facts.extrema.maximum };
}
