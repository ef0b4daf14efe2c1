import { afterAll, describe, expect, it } from 'vitest';
import { asinh } from '../../../src/core/math/index.ts';
import { OPERATIONS } from '../../../src/core/operations/index.ts';
import { createEngine, type Engine, type EngineOptions } from '../../../src/engine/index.ts';
import { imageSteps, type Step, type StepSummary } from '../../../src/shared/index.ts';
import { imageFile } from '../../support/buildFits.ts';
import { workerFile } from '../../support/builtWorker.ts';
import { EngineWindow } from '../../support/engineWindow.ts';
import { naivePixelMaxima, naivePlateauMaxima } from '../../support/naive/localMaxima.ts';
import { starPixels, TAN_CARDS } from '../../support/starFiles.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const folder = temporaryFolder();
const S = imageSteps('i1');
const HISTOGRAM: Step = {
  id: 'x.histogram',
  operation: 'histogram',
  version: 1,
  params: { bins: 33, range: null },
  inputs: { image: S.normalise },
};

const ZSCALE: Step = {
  id: 'x.zscale',
  operation: 'zscale-limits',
  version: 1,
  params: { n_samples: 700 },
  inputs: { image: S.normalise },
};

/** Ways to compute the same thing: threads, rows a job, and where the pixels are. */
const SETUPS: readonly (Omit<EngineOptions, 'workerFile' | 'sampleFile'> & { readonly name: string })[] = [
  { name: '1 thread', threads: 1 },
  { name: '2 threads', threads: 2 },
  { name: '3 threads, a block of rows a job', threads: 3, taskBytes: 1 },
  { name: '1 thread, a block of rows a job', threads: 1, taskBytes: 1 },
  { name: '2 threads, read from the file', threads: 2, memoryBudgetBytes: 0 },
  {
    name: '3 threads, read from the file, a block of rows a job',
    threads: 3,
    taskBytes: 1,
    memoryBudgetBytes: 0,
  },
];

interface Case {
  readonly name: string;
  readonly bitpix: number;
  readonly width: number;
  readonly height: number;
  readonly pixels: readonly (number | bigint)[];
  readonly section: {
    readonly x0: number;
    readonly x1: number;
    readonly y0: number;
    readonly y1: number;
  } | null;
}
const rounded = (pixels: readonly number[], scale: number): number[] =>
  pixels.map((v) => (Number.isFinite(v) ? Math.round(v * scale) : 0));
const CASES: readonly Case[] = [
  { name: 'float32', bitpix: -32, width: 97, height: 451, pixels: starPixels(97, 451, 11), section: null },
  {
    name: 'float32, a section',
    bitpix: -32,
    width: 97,
    height: 451,
    pixels: starPixels(97, 451, 12),
    section: { x0: 6, x1: 90, y0: 31, y1: 333 },
  },
  {
    name: 'float64',
    bitpix: -64,
    width: 61,
    height: 200,
    pixels: starPixels(61, 200, 13).map((v) => v * 1.1),
    section: null,
  },
  {
    name: 'int16 with plateaus',
    bitpix: 16,
    width: 83,
    height: 260,
    pixels: rounded(starPixels(83, 260, 14), 1),
    section: null,
  },
  {
    name: 'int64',
    bitpix: 64,
    width: 40,
    height: 150,
    pixels: rounded(starPixels(40, 150, 15), 1000).map((v) => 2n ** 53n + BigInt(v)),
    section: null,
  },
];

const opened: Engine[] = [];
afterAll(() => Promise.all(opened.map((engine) => engine.close())));

function engineOf(options: Omit<EngineOptions, 'workerFile' | 'sampleFile'>): Engine {
  const engine = createEngine({ workerFile, sampleFile: '', ...options });
  opened.push(engine);
  return engine;
}

/** Everything that an image gives, as text. Keys tell files apart, not results. */
async function everything(engine: Engine, file: string, { name, section, width, height }: Case) {
  const window = new EngineWindow(engine, name.replaceAll(/\W+/g, '-'));
  await window.listen();
  await window.addImage(file, section && { ...section });
  const summaries: Record<string, StepSummary> = {};
  const evaluate = async (step: string, name = step): Promise<void> => {
    const outcome = await window.evaluated(step, [HISTOGRAM, ZSCALE]);
    if (!outcome.ok || outcome.result.job !== 'evaluate')
      throw new Error(`${step}: ${JSON.stringify(outcome)}`);
    summaries[name] = outcome.result.summary;
  };
  for (const step of [...Object.values(S), HISTOGRAM.id, ZSCALE.id]) await evaluate(step);
  await window.act({ type: 'set-params', step: S.cut, params: { flux_cut: 0.1 } });
  const hex = (bytes: ArrayBuffer): string => Buffer.from(bytes).toString('base64');
  const bytes: Record<string, string> = {
    peaks: hex(await window.bytes('peaks', { step: S.maxima })),
    csv: hex(await window.bytes('download', { step: S.cut })),
  };
  const image = summaries[S.crop] as Extract<StepSummary, { kind: 'image' }>;
  for (let level = 0; level <= image.levels; level++)
    bytes[`tile ${level}`] = hex(
      await window.bytes('tile', { pixelsKey: image.pixelsKey, level, x: 0, y: 0 }),
    );
  await window.act({ type: 'set-params', step: S.maxima, params: { plateaus: 'connected' } });
  await evaluate(S.maxima, 'plateaus');
  bytes['connected'] = hex(await window.bytes('download', { step: S.cut }));
  const at = { x: section?.x0 ?? Math.floor(width / 2), y: section?.y0 ?? Math.floor(height / 2) };
  const pixel = await window.call('pixel', { step: S.normalise, ...at });
  const cutout = await window.call('cutout', { step: S.normalise, ...at, size: 9 });
  return { summaries, bytes, pixel, cutout };
}

describe('the same input gives the same bytes', () => {
  // The images share one engine of each kind: a start takes longer than the work.
  const engines = SETUPS.map((setup) => [setup.name, engineOf(setup)] as const);

  it('for every operation on images there is', () => {
    const used = new Set([
      'source',
      'crop',
      'book-normalise',
      'percentile-limits',
      'zscale-limits',
      'rescale',
      'stretch',
      'histogram',
      'local-maxima',
      'flux-cut',
    ]);
    // Those on tables, and those that make images and tables of pixels, have tests of their own.
    const elsewhere = new Set(['table', 'local', 'geometric', 'global', 'measure']);
    const all = [...OPERATIONS.values()].filter(({ shape }) => !elsewhere.has(shape.kind));
    // The worked examples are synthetic, made in one go.
    expect(all.map(({ name }) => name).filter((name) => !used.has(name))).toEqual(['example-image']);
  });

  it.each(CASES)(
    '$name: whatever the threads, the strips and the place of the pixels',
    { timeout: 60_000 },
    async (one) => {
      const file = folder.write(
        `${one.name}.fits`,
        imageFile(one.bitpix, [one.width, one.height], one.pixels, TAN_CARDS),
      );
      const first = await everything(engines[0]![1], file, one);
      for (const [setup, engine] of engines.slice(1))
        expect(await everything(engine, file, one), setup).toEqual(first);
      // And they are the right ones.
      const { x0, x1, y0, y1 } = one.section ?? { x0: 1, x1: one.width, y0: 1, y1: one.height };
      const width = x1 - x0 + 1;
      const rows = Array.from({ length: y1 - y0 + 1 }, (_, y) =>
        one.pixels.slice((y + y0 - 1) * one.width + x0 - 1, (y + y0 - 1) * one.width + x1),
      );
      const data =
        one.bitpix === -32 || one.bitpix === 16
          ? Float32Array.from(rows.flat(), Number)
          : Float64Array.from(rows.flat(), Number);
      const plane = { data, width, height: rows.length };
      const sorted = data.filter(Number.isFinite).sort();
      const maximum = sorted.at(-1)!;
      const normal = (value: number): number => asinh(value) / asinh(maximum);
      const percentile = (q: number): number => {
        const at = (q / 100) * (sorted.length - 1);
        const [low, high] = [
          sorted[Math.floor(at)]!,
          sorted[Math.min(sorted.length - 1, Math.floor(at) + 1)]!,
        ].map(normal) as [number, number];
        return low + (at % 1) * (high - low);
      };
      const limits = first.summaries[S.limits] as Extract<StepSummary, { kind: 'limits' }>;
      expect(limits.low).toBeCloseTo(percentile(0.25), 12);
      expect(limits.high).toBeCloseTo(percentile(99.5), 12);
      expect(first.summaries[S.crop]).toMatchObject({
        width,
        height: rows.length,
        minimum: sorted[0],
        maximum,
        finite: sorted.length,
      });
      const stars = (list: { x: number; y: number; value: number }[]) =>
        list.filter(({ value }) => normal(value) > 0.1).map(({ x, y }) => `${x + x0},${y + y0}`);
      const positions = (csv: string) =>
        Buffer.from(csv, 'base64')
          .toString()
          .split('\n')
          .slice(1, -1)
          .map((line) => line.split(',').slice(1, 3).join(','));
      const [all, connected] = [naivePixelMaxima(plane), naivePlateauMaxima(plane)];
      expect(positions(first.bytes['csv']!)).toEqual(stars(all));
      expect(positions(first.bytes['connected']!)).toEqual(stars(connected));
      expect(first.summaries[S.maxima]).toMatchObject({ count: all.length, kept: all.length, maximum });
      expect(first.summaries['plateaus']).toMatchObject({ count: connected.length });
    },
  );
});

describe('a field of more maxima than are kept', () => {
  it('counts exactly, and finds fainter ones again', { timeout: 60_000 }, async () => {
    // 4.2 million pixels of one value are as many maxima; the cap is 4 million.
    const [width, height] = [2100, 2000];
    const pixels = new Uint8Array(width * height).fill(5);
    const bright = [7, 123_456, 2_000_003, 4_199_999];
    for (const at of bright) pixels[at] = 200;
    const file = folder.write('many.fits', imageFile(8, [width, height], [...pixels]));
    const window = new EngineWindow(engineOf({ threads: 2 }));
    await window.listen();
    await window.addImage(file);
    const peaks = await window.summary(S.maxima, 'peaks');
    const total = naiveFlatCount(pixels, width, height);
    expect(peaks.count).toBe(total);
    expect(peaks.kept).toBe(bright.length);
    expect(peaks.histogram.counts.reduce((a, b) => a + b)).toBe(total);
    expect((await window.peaks(S.maxima)).get('value')!.length).toBe(bright.length);
    const cut = (flux_cut: number) => window.act({ type: 'set-params', step: S.cut, params: { flux_cut } });
    await cut(0.9);
    expect(await window.summary(S.cut, 'catalogue')).toMatchObject({ count: 4, rows: 4, maxima: total });
    await cut(0.1);
    expect(await window.summary(S.cut, 'catalogue')).toMatchObject({ count: total, maxima: total });
  });

  function naiveFlatCount(pixels: Uint8Array, width: number, height: number): number {
    let hidden = 0;
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        if (pixels[y * width + x] === 200) continue;
        let near = false;
        for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1) && !near; v++)
          for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++)
            if (pixels[v * width + u] === 200) near = true;
        if (near) hidden++;
      }
    return width * height - hidden;
  }
});
