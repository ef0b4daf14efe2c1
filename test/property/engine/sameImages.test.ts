import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { OPERATIONS, isImageShape, type Operation } from '../../../src/core/operations/index.ts';
import type { WholeImage } from '../../../src/core/strips/index.ts';
import { parseWcs, type Wcs } from '../../../src/core/wcs/index.ts';
import { readablePlane } from '../../../src/engine/basePixels.ts';
import { writeImage } from '../../../src/engine/exportImage.ts';
import { createParts, silentWork, type EngineOptions } from '../../../src/engine/index.ts';
import { makeStep, type Recipe, type Step } from '../../../src/shared/index.ts';
import { readRectangle } from '../../../src/workers/tile.ts';
import { imageFile, type CardInput } from '../../support/buildFits.ts';
import { workerFile } from '../../support/builtWorker.ts';
import { measureOperation, runOperation } from '../../support/runOperation.ts';
import { starPixels, TAN_CARDS } from '../../support/starFiles.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const folder = temporaryFolder();
/** Three blocks of rows and a bit. */
const [WIDTH, HEIGHT] = [75, 200];
const ON_PIXELS = [...OPERATIONS.values()].filter(
  ({ shape }) => isImageShape(shape) || shape.kind === 'measure',
);

/** Where defaults are slow, do nothing on this image, or name nothing. */
const PARAMS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  gaussian: { sigma: 3, mode: 'wrap' },
  median: { size: 5, mode: 'mirror' },
  mean: { size: 7, mode: 'constant', cval: 3 },
  adaptive: { block_size: 15, mode: 'nearest' },
  fixed: { level: 2 },
  gamma: { gamma: 0.7 },
  'adjust-log': { gain: 0.5 },
  'total-variation': { max_num_iter: 5 },
  'non-local-means': { patch_size: 3, patch_distance: 3 },
  'rolling-ball': { radius: 9 },
  'mesh-background': { box_size: 32 },
  rotate: { angle: 33 },
  shift: { dx: 3.25, dy: -70.5 },
  'remove-small-objects': { min_size: 3 },
  'remove-small-holes': { area_threshold: 3 },
  'blob-log': { max_sigma: 4, num_sigma: 4, threshold: 0.05 },
  'blob-dog': { max_sigma: 4, threshold: 0.05 },
  'region-statistics': {
    regions: [
      {
        id: 'r1',
        system: 'image',
        shape: { kind: 'circle', centre: [40, 90], radius: 30 },
        include: true,
        text: '',
      },
    ],
  },
};
/** Those that are meant for a binary image. */
const OF_BINARY = new Set([
  'skeleton',
  'distance-transform',
  'clear-border',
  'fill-holes',
  'label',
  'compare-binary',
  'region-properties',
  'region-intensities',
]);

/** Ways to compute the same: threads, rows a job, and whether pixels are in memory or in temporary files. */
const SETUPS: readonly (Omit<EngineOptions, 'workerFile' | 'sampleFile'> & { readonly name: string })[] = [
  { name: '1 thread', threads: 1 },
  { name: '2 threads, a block of rows a job', threads: 2, taskBytes: 1 },
  {
    name: '3 threads, a block of rows a job, temporary files',
    threads: 3,
    taskBytes: 1,
    memoryBudgetBytes: 0,
  },
];

interface Input {
  readonly file: string;
  readonly whole: WholeImage;
  readonly wcs: Wcs;
}

function input(name: string, bitpix: -32 | -64, seed: number, cards: readonly CardInput[]): Input {
  const numbers = starPixels(WIDTH, HEIGHT, seed).map((value) => (bitpix === -64 ? value * 1.1 : value));
  const whole: WholeImage = {
    width: WIDTH,
    height: HEIGHT,
    pixelType: bitpix === -32 ? 'float32' : 'float64',
    pixels: bitpix === -32 ? Float32Array.from(numbers) : Float64Array.from(numbers),
  };
  const values = Object.fromEntries(cards.flatMap((card) => ('raw' in card ? [] : [[card[0], card[1]]])));
  const wcs = parseWcs(values as Record<string, number | string>, 2, () => {})!;
  return {
    file: folder.write(`${name}.fits`, imageFile(bitpix, [WIDTH, HEIGHT], numbers, cards)),
    whole,
    wcs,
  };
}

const TURNED: readonly CardInput[] = [...TAN_CARDS.filter((card) => !('raw' in card)), ['CROTA2', 20]];
const IMAGES = { image: input('image', -32, 21, TAN_CARDS), deep: input('deep', -64, 22, TAN_CARDS) };
const OTHER = input('other', -32, 23, TURNED);

const hash = (data: ArrayBufferView | string): string =>
  createHash('sha256')
    .update(typeof data === 'string' ? data : new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
    .digest('hex');

const paramsOf = ({ name }: Operation) => PARAMS[name] ?? {};
const othersOf = ({ inputs }: Operation) => Object.keys(inputs).filter((name) => name !== 'image');

/** What an operation gives without engine, threads and strips. */
function expected(operation: Operation, image: Input): unknown {
  const others = Object.fromEntries(othersOf(operation).map((name) => [name, OTHER.whole]));
  const otherFrames = Object.fromEntries(othersOf(operation).map((name) => [name, { wcs: OTHER.wcs }]));
  const options = { others, otherFrames, frame: { wcs: image.wcs } };
  const whole = OF_BINARY.has(operation.name)
    ? runOperation(OPERATIONS.get('fixed')!, PARAMS['fixed']!, image.whole)
    : image.whole;
  if (operation.shape.kind === 'measure') {
    const { columns } = measureOperation(operation, paramsOf(operation), whole, options);
    return columns.map((column) => column.info.name);
  }
  const { width, height, pixels } = runOperation(operation, paramsOf(operation), whole, options);
  return { width, height, pixels: hash(pixels) };
}

const opened: { close(): Promise<void> }[] = [];
afterAll(() => Promise.all(opened.map((parts) => parts.close())));

/** What an engine gives, operation by operation. */
function engineOf({ name: setup, ...options }: (typeof SETUPS)[number], image: Input) {
  const parts = createParts({ workerFile, ...options });
  opened.push(parts);
  const sourceStep = (id: string, { file }: Input): Step =>
    makeStep(id, 'source', { hdu: 0 }, {}, parts.handles.adopt(file));
  const steps = [
    sourceStep('image', image),
    sourceStep('other', OTHER),
    makeStep('binary', 'fixed', PARAMS['fixed']!, { image: 'image' }),
  ];
  return async (operation: Operation): Promise<{ pixels: unknown; stored: unknown }> => {
    const inputs = Object.fromEntries(othersOf(operation).map((name) => [name, 'other']));
    inputs['image'] = OF_BINARY.has(operation.name) ? 'binary' : 'image';
    const recipe: Recipe = {
      version: 1,
      steps: [...steps, makeStep('x', operation.name, paramsOf(operation), inputs)],
    };
    const work = silentWork();
    const { value } = await parts.evaluator.evaluate(recipe, 'x', work, { load: false, made: true });
    if (value.kind === 'table') {
      const cells: Record<string, string> = {};
      for (const { name, type } of value.table.columns)
        cells[name] = hash(
          type === 'text'
            ? (await parts.tables.categories(value.table, name)).codes
            : (await parts.tables.numbers(value.table, name)).values,
        );
      return { pixels: value.table.columns.map(({ name }) => name), stored: cells };
    }
    if (value.kind !== 'image') throw new Error(`${operation.name} gives ${value.kind}`);
    const { width, height } = value.base.window;
    const plane = readablePlane(value.base);
    if (setup.includes('temporary')) expect(plane.kind).toBe('file');
    const target = folder.file(`${operation.name}.fits`);
    await writeImage(parts.pool, value, target, [], { history: [], carried: [] }, work);
    const pixels = hash(readRectangle(plane, 0, 0, width, height));
    return { pixels: { width, height, pixels }, stored: hash(readFileSync(target)) };
  };
}

describe('the same pixels give the same bytes', () => {
  it.each(Object.entries(IMAGES))(
    'whatever the threads, the strips and the place of the pixels: %s',
    { timeout: 120_000 },
    async (_name, image) => {
      const engines = SETUPS.map((setup) => [setup, engineOf(setup, image)] as const);
      for (const operation of ON_PIXELS) {
        const whole = expected(operation, image);
        let first: unknown;
        for (const [setup, run] of engines) {
          const label = `${operation.name}, ${setup.name}`;
          const needsAll = operation.shape.kind === 'global' || operation.shape.kind === 'measure';
          if (needsAll && setup.memoryBudgetBytes === 0) {
            await expect(run(operation), label).rejects.toMatchObject({ code: 'over-budget' });
            continue;
          }
          const { pixels, stored } = await run(operation);
          expect(pixels, label).toEqual(whole);
          expect(stored, label).toEqual((first ??= stored));
        }
      }
    },
  );
});
