import { AppError, invariant } from '../core/errors/index.ts';
import {
  exampleImage,
  isImageShape,
  type Operation,
  type ParameterValues,
  type Section,
} from '../core/operations/index.ts';
import { checkedParams, findStep, type Recipe, type Step } from '../shared/index.ts';
import type { BasePixels } from './basePixels.ts';
import type { ByteCache } from './byteCache.ts';
import { contentKey } from './contentKey.ts';
import { imageHistogram } from './imageHistogram.ts';
import { computedImage, exampleOf, imageInputs, measuredOn, sectionOf } from './computedImage.ts';
import {
  imageInput,
  imageValue,
  inputId,
  limitsValue,
  mapped,
  operationOf,
  peaksValue,
  percentsOf,
} from './imageSteps.ts';
import type { Work } from './jobTracker.ts';
import { nothingWanted, type PixelStore, type Wanted } from './pixelStore.ts';
import { catalogueBytes, starCatalogue } from './starCatalogue.ts';
import { runTableStep, sourceKey, tableStepBytes, type TableParts } from './tableSteps/index.ts';
import { zscaleLimits } from './zscaleLimits.ts';
import type { Evaluated, ImageValue, StepValue } from './values.ts';

export interface Options {
  /** Brings the pixels into memory, to be looked at. */
  readonly load: boolean;
  /** Computes pixels that are computed, though nobody looks at them yet. */
  readonly made?: boolean;
  /** The maxima are wanted for their cut alone, and never looked at with another: fewer have to be kept. */
  readonly onlyAboveCut?: boolean;
}

/** Evaluates steps of a recipe: first what all of them want of the pixels, in as few passes as possible, then values. */
export class Evaluator {
  private readonly parts: TableParts;
  private readonly pixels: PixelStore;
  private readonly cache: ByteCache<StepValue>;

  constructor(parts: TableParts, pixels: PixelStore, cache: ByteCache<StepValue>) {
    this.parts = parts;
    this.pixels = pixels;
    this.cache = cache;
  }

  /** The value of a step. With `load` its pixels are brought into memory, to be looked at. */
  async evaluate(recipe: Recipe, id: string, work: Work, options: Options): Promise<Evaluated> {
    return (await this.evaluateAll(recipe, [id], work, options))[0]!;
  }

  /** The values of several steps; what they want of the same pixels is computed in one pass. */
  async evaluateAll(
    recipe: Recipe,
    ids: readonly string[],
    work: Work,
    options: Options,
  ): Promise<readonly Evaluated[]> {
    const run = new Run(recipe, work, this.parts, this.pixels, this.cache);
    await run.prepare(ids, options);
    return Promise.all(ids.map((id) => run.evaluated(id)));
  }
}

/** One evaluation; every step is computed once. */
class Run {
  private readonly results = new Map<string, Promise<Evaluated>>();
  private readonly recipe: Recipe;
  private readonly work: Work;
  private readonly parts: TableParts;
  private readonly pixels: PixelStore;
  private readonly cache: ByteCache<StepValue>;

  constructor(
    recipe: Recipe,
    work: Work,
    parts: TableParts,
    pixels: PixelStore,
    cache: ByteCache<StepValue>,
  ) {
    this.recipe = recipe;
    this.work = work;
    this.parts = parts;
    this.pixels = pixels;
    this.cache = cache;
  }

  /** Asks the pixels below for all that the steps and their inputs will want of them. */
  async prepare(ids: readonly string[], { load, made, onlyAboveCut }: Options): Promise<void> {
    const wanted = new Map<BasePixels, Wanted>();
    const wantedOf = async (step: Step): Promise<Wanted> => {
      const { base } = await this.pixelsOf(step);
      const here = wanted.get(base) ?? nothingWanted();
      wanted.set(base, here);
      return here;
    };
    const ensure = async (): Promise<void> => {
      for (const [base, what] of wanted) await this.pixels.ensure(base, what, this.work);
      wanted.clear();
    };
    for (const step of this.ancestors(ids)) {
      const { shape } = operationOf(step);
      // Which pixels a computation begins with is known only when the maps of its inputs are, and those take facts.
      if (isImageShape(shape) && this.hasMapsBelow(step)) await ensure();
      if (shape.kind === 'pointwise' && shape.needs === 'extrema') (await wantedOf(step)).extrema = true;
      if (shape.kind !== 'reduction') continue;
      const here = await wantedOf(step);
      if (shape.reduction === 'order-statistics')
        for (const percent of percentsOf(step)) here.percents.add(percent);
      if (shape.reduction === 'local-maxima')
        here.maxima.set(String(step.params['plateaus']), onlyAboveCut ? this.cutOf(step.id, ids) : null);
      // These two look at the pixels again when they are evaluated.
      if (shape.reduction === 'histogram' || shape.reduction === 'zscale') here.extrema = here.made = true;
    }
    for (const target of ids.map((id) => this.step(id))) {
      if (!(load || made) || operationOf(target).output !== 'image') continue;
      const here = await wantedOf(target);
      here.made = true;
      here.load ||= load;
      here.extrema ||= load;
    }
    await ensure();
  }

  private hasMapsBelow(step: Step): boolean {
    return this.ancestors([step.id]).some((below) => operationOf(below).shape.kind === 'pointwise');
  }

  /** The cut that is all that is wanted of a step's maxima; null where there is another use, or there are several. */
  private cutOf(maxima: string, ids: readonly string[]): number | null {
    const uses = this.ancestors(ids).filter((step) => Object.values(step.inputs).includes(maxima));
    const [only] = uses;
    if (ids.includes(maxima) || uses.length !== 1 || only?.operation !== 'flux-cut') return null;
    return Number(only.params['flux_cut']);
  }

  evaluated(id: string): Promise<Evaluated> {
    const known = this.results.get(id);
    if (known) return known;
    const result = this.compute(this.step(id));
    this.results.set(id, result);
    return result;
  }

  private async compute(step: Step): Promise<Evaluated> {
    const operation = operationOf(step);
    if (operation.shape.kind === 'source') {
      const value = await this.pixelsOf(step);
      return { key: value.base.key, value };
    }
    const inputs = new Map<string, Evaluated>();
    for (const [name, kind] of Object.entries(operation.inputs)) {
      const input = await this.evaluated(inputId(step, name));
      if (input.value.kind !== kind)
        throw new AppError(
          'bad-argument',
          `"${name}" of step "${step.id}" takes ${kind}, not ${input.value.kind}.`,
        );
      inputs.set(name, input);
    }
    if (operation.shape.kind === 'window') {
      const { maps } = imageInput(inputs);
      const value = { ...(await this.pixelsOf(step)), maps };
      const { key } = value.base;
      return { key: maps.length === 0 ? key : contentKey('mapped', key, maps), value };
    }
    const keys = [...inputs].map(([name, input]) => [name, input.key]);
    const source = operation.shape.kind === 'table' ? await sourceKey(this.parts, step) : '';
    const key = contentKey(operation.name, operation.version, step.params, keys, source);
    if (operation.shape.kind === 'pointwise') return { key, value: mapped(operation, step, inputs) };
    if (isImageShape(operation.shape)) {
      const value = computedImage(this.pixels, key, operation, step, inputs);
      return { key: value.base.key, value };
    }
    const cached = this.cache.get(key);
    if (cached) return { key, value: cached };
    const { value, bytes } =
      operation.shape.kind === 'table' || operation.shape.kind === 'measure'
        ? await this.tabular(key, step, inputs)
        : await this.reduced(operation, step, inputs);
    // Maxima that were found for one cut alone must not be taken for all of them later.
    if (value.kind !== 'peaks' || value.fact.complete) this.cache.set(key, value, bytes);
    return { key, value };
  }

  private async tabular(
    key: string,
    step: Step,
    inputs: ReadonlyMap<string, Evaluated>,
  ): Promise<{ value: StepValue; bytes: number }> {
    const run = { parts: this.parts, work: this.work, key };
    const operation = operationOf(step);
    const value =
      operation.shape.kind === 'measure'
        ? await measuredOn(run, this.pixels, operation, step, imageInputs(this.pixels, operation, inputs))
        : await runTableStep(run, step, inputs);
    return { value, bytes: tableStepBytes(value) };
  }

  private async reduced(
    operation: Operation,
    step: Step,
    inputs: ReadonlyMap<string, Evaluated>,
  ): Promise<{ value: StepValue; bytes: number }> {
    switch (operation.name) {
      case 'percentile-limits':
        return { value: limitsValue(imageInput(inputs), percentsOf(step)), bytes: 64 };
      case 'zscale-limits': {
        const params = step.params as ParameterValues;
        const value = await zscaleLimits(this.parts.pool, imageInput(inputs), params, this.work);
        return { value, bytes: 8 * (value.zscale?.sample.length ?? 0) + 64 };
      }
      case 'local-maxima':
        return { value: peaksValue(imageInput(inputs), String(step.params['plateaus'])), bytes: 64 };
      case 'histogram':
        return {
          value: await imageHistogram(
            this.parts.pool,
            imageInput(inputs),
            step.params as ParameterValues,
            this.work,
          ),
          bytes: 8 * Number(step.params['bins']),
        };
      case 'flux-cut': {
        const peaks = inputs.get('peaks')!.value;
        invariant(peaks.kind === 'peaks', 'flux-cut takes peaks');
        const value = await starCatalogue(this.parts.pool, peaks, Number(step.params['flux_cut']), this.work);
        return { value, bytes: catalogueBytes(value) };
      }
      default:
        throw new AppError('internal', `The engine cannot run "${operation.name}".`);
    }
  }

  /** The image whose pixels a step works on, without deferred maps. */
  private async pixelsOf(step: Step): Promise<ImageValue> {
    let section: Section | null = null;
    let at = step;
    for (;;) {
      const { shape } = operationOf(at);
      if (shape.kind === 'source') break;
      if (isImageShape(shape)) return sectionOf(this.pixels, (await this.evaluated(at.id)).value, section);
      if (shape.kind === 'window') {
        if (section && at.params['section'])
          throw new AppError(
            'not-supported',
            'A crop of a crop is not supported; crop once, with the smaller section.',
          );
        section = (at.params['section'] as Section | null) ?? section;
      }
      at = this.step(inputId(at, 'image' in at.inputs ? 'image' : 'peaks'));
    }
    if (at.operation === exampleImage.name)
      return sectionOf(this.pixels, exampleOf(this.pixels, String(at.params['name'])), section);
    if (at.handle === undefined)
      throw new AppError('bad-argument', `The source step "${at.id}" names no file.`);
    const { parts, pixels } = this;
    const source = await parts.sources.image(at.handle, Number(at.params['hdu']), Number(at.params['plane']));
    return imageValue(source, pixels.base(source, section));
  }

  /** The steps and all steps they depend on, inputs first. */
  private ancestors(ids: readonly string[]): Step[] {
    const found = new Map<string, Step>();
    const visit = (at: string): void => {
      if (found.has(at)) return;
      const step = this.step(at);
      for (const input of Object.values(step.inputs)) visit(input);
      found.set(at, step);
    };
    ids.forEach(visit);
    return [...found.values()];
  }

  /** A step with its parameters checked; inputs come before their use, so a recipe has no cycle. */
  private step(id: string): Step {
    const step = findStep(this.recipe, id);
    if (!step) throw new AppError('not-found', `There is no step "${id}" in the recipe.`);
    const position = this.recipe.steps.indexOf(step);
    for (const input of Object.values(step.inputs))
      if (this.recipe.steps.findIndex((other) => other.id === input) >= position)
        throw new AppError('bad-argument', `Step "${id}" takes "${input}", which does not come before it.`);
    return { ...step, params: checkedParams(step.operation, step.params) as Step['params'] };
  }
}
