import path from 'node:path';
import type { Browser, Page, Request } from 'playwright-core';
import { TILE_SIZE } from '../../src/shared/index.ts';
import { openWorkbench } from '../../test/support/browserHost.ts';
import { starFieldFile } from '../starField.ts';
import { inWords, seenAfterGesture, startRecorder, type Seen } from './recorder.ts';

const SIDE = 4096;
const CHANGES = 12;

/** Slow filters: the field that is changed, and its values. */
const SLOW = [
  { operation: 'bilateral', field: /^Sigma of places/, values: [1.5, 2, 2.5, 3] },
  { operation: 'non-local-means', field: /^Reach/, values: [8, 9, 10, 12] },
  { operation: 'rolling-ball', field: /^Radius/, values: [40, 50, 60, 70] },
  { operation: 'median', field: /^Size/, values: [21, 23, 25, 27] },
] as const;

/** Parameters changed by keyboard, up to the picture of their previews: the sigma of a Gaussian filter, and slow filters. */
export async function measurePreview(browser: Browser): Promise<void> {
  await measureGaussian(browser);
  for (const slow of SLOW) await measureSlow(browser, slow);
}

/** From the key to the first picture, which may be coarse, and to that of the exact look. */
async function measureSlow(
  browser: Browser,
  { operation, field, values }: (typeof SLOW)[number],
): Promise<void> {
  const file = starFieldFile(path.join(import.meta.dirname, '../data'), SIDE);
  const { page, problems, close } = await openWorkbench(browser, [file]);
  try {
    await startRecorder(page, 'Enter');
    await seenAfterGesture(page, (all) => named(all, 'picture').length > 0);
    await page.getByLabel('Operation to apply').selectOption(operation);
    const input = page.locator('[data-panel="process"]').getByRole('textbox', { name: field });
    await input.waitFor();
    await seenAfterGesture(page);
    const underWay = watchLooks(page);
    const pictures: SlowPreview[] = [];
    for (const value of values) {
      await input.fill(String(value));
      await input.press('Enter');
      // A slow look is quiet meanwhile.
      const isThere = (all: readonly Seen[]): boolean =>
        underWay.size === 0 && named(all, 'preview').length > 0 && named(all, 'tile').length > 0;
      pictures.push(firstAndExact(await seenAfterGesture(page, isThere)));
    }
    if (problems.length > 0) throw new Error(problems.join('\n'));
    console.log(`preview of ${operation} of ${SIDE} x ${SIDE}, ${values.length} times`);
    console.log(`  key to first look painted    ${inWords(pictures.map(({ firstMs }) => firstMs))}`);
    console.log(`  key to exact look painted    ${inWords(pictures.map(({ exactMs }) => exactMs))}`);
  } finally {
    await close();
  }
}

async function measureGaussian(browser: Browser): Promise<void> {
  const file = starFieldFile(path.join(import.meta.dirname, '../data'), SIDE);
  const { page, problems, close } = await openWorkbench(browser, [file]);
  try {
    await startRecorder(page, 'Enter');
    const asked = watchTiles(page);
    await seenAfterGesture(page, (all) => named(all, 'picture').length > 0);
    await page.getByLabel('Operation to apply').selectOption('gaussian');
    const sigma = page.getByRole('group', { name: 'Gaussian' }).getByLabel(/sigma/i).first();
    await sigma.waitFor();
    await seenAfterGesture(page);
    const previews: Preview[] = [];
    let coarse = 0;
    page.on('request', (request) => {
      if (request.url().endsWith('/preview') && (request.postDataJSON() as { exact?: boolean }).exact)
        coarse += 1;
    });
    for (let k = 0; k < CHANGES; k++) {
      await sigma.fill(String(3 + k));
      asked.tiles = [];
      await sigma.press('Enter');
      const seen = await seenAfterGesture(page, () => asked.isResultAsked());
      previews.push(previewOf(seen, asked));
    }
    if (problems.length > 0) throw new Error(problems.join('\n'));

    console.log(
      `preview of a Gaussian of ${SIDE} x ${SIDE}, ${CHANGES} times, ${asked.tiles.length} tiles each, ${coarse} coarse first`,
    );
    console.log(`  key to last tile's response  ${inWords(previews.map(({ arrivedMs }) => arrivedMs))}`);
    console.log(`  key to last tile painted     ${inWords(previews.map(({ paintedMs }) => paintedMs))}`);
  } finally {
    await close();
  }
}

/** The questions for looks that are not answered to the end. */
function watchLooks(page: Page): ReadonlySet<Request> {
  const underWay = new Set<Request>();
  page.on('request', (request) => {
    if (request.url().endsWith('/preview')) underWay.add(request);
  });
  const end = (request: Request): void => void underWay.delete(request);
  page.on('requestfinished', end);
  page.on('requestfailed', end);
  return underWay;
}

/** Where one look was enough they are the same; where the result was there before the exact look, it is that of the result. */
function firstAndExact(seen: readonly Seen[]): SlowPreview {
  const pictures = named(seen, 'picture');
  const [head] = named(seen, 'preview');
  const last = named(seen, 'preview').at(-1);
  const first = pictures.find(({ madeMs }) => madeMs > head!.atMs);
  const exact = pictures.find(({ madeMs }) => madeMs > last!.atMs);
  if (!first || !exact) throw new Error('A look was not painted.');
  return { firstMs: first.atMs, exactMs: exact.atMs };
}

interface SlowPreview {
  readonly firstMs: number;
  readonly exactMs: number;
}

interface Preview {
  readonly arrivedMs: number;
  readonly paintedMs: number;
}

function previewOf(seen: readonly Seen[], { tiles, bytes }: TilesAsked): Preview {
  const pixels = tiles.reduce((sum, { level, x, y }) => sum + sideOf(level, x) * sideOf(level, y), 0);
  if (tiles.length === 0 || bytes <= 4 * pixels)
    throw new Error(`A preview of ${tiles.length} tiles came in ${bytes} bytes.`);
  const arrivedMs = named(seen, 'preview').at(-1)?.atMs ?? Infinity;
  const painted = named(seen, 'picture').find(({ madeMs }) => madeMs > arrivedMs);
  const [result] = named(seen, 'tile').slice(-tiles.length);
  if (!painted || !result || painted.atMs > result.atMs)
    throw new Error('A preview was not painted before the whole result came.');
  return { arrivedMs, paintedMs: painted.atMs };
}

function sideOf(level: number, tile: number): number {
  return Math.min(TILE_SIZE, SIDE / 2 ** level - tile * TILE_SIZE);
}

function named(seen: readonly Seen[], name: string): readonly Seen[] {
  return seen.filter(({ what }) => what === name);
}

interface Place {
  readonly level: number;
  readonly x: number;
  readonly y: number;
}

interface TilesAsked {
  /** Of the last preview. */
  tiles: readonly Place[];
  /** Of the last answer to a preview, which has its tiles. */
  bytes: number;
  /** Whether the page has asked for the same tiles of the whole result since. */
  isResultAsked(): boolean;
}

function watchTiles(page: Page): TilesAsked {
  let byPixels = new Map<string, Set<string>>();
  const nameOf = ({ level, x, y }: Place): string => `${level}/${x}/${y}`;
  const asked: TilesAsked = {
    tiles: [],
    bytes: 0,
    isResultAsked: () =>
      asked.tiles.length > 0 &&
      [...byPixels.values()].some((names) => asked.tiles.every((tile) => names.has(nameOf(tile)))),
  };
  page.on('request', (request) => {
    if (request.url().endsWith('/preview')) {
      ({ tiles: asked.tiles } = request.postDataJSON() as { tiles: Place[] });
      byPixels = new Map();
    } else if (request.url().endsWith('/tile')) {
      const { pixelsKey, ...tile } = request.postDataJSON() as Place & { pixelsKey: string };
      byPixels.set(pixelsKey, (byPixels.get(pixelsKey) ?? new Set()).add(nameOf(tile)));
    }
  });
  page.on('response', (response) => {
    if (response.url().endsWith('/preview')) asked.bytes = Number(response.headers()['content-length']);
  });
  return asked;
}
