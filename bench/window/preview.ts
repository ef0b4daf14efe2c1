import path from 'node:path';
import type { Browser, Page, Request, Response } from 'playwright-core';
import { TILE_SIZE } from '../../src/shared/index.ts';
import { openWorkbench } from '../../test/support/browserHost.ts';
import { starFieldFile } from '../starField.ts';
import { inWords, seenAfterGesture, startRecorder, type Seen } from './recorder.ts';

/** Pixels along each side of a large image and of a small one. */
const SIDES = [4096, 1000];

/** The field that is changed, and its values. */
interface Change {
  readonly operation: string;
  readonly field: RegExp;
  readonly values: readonly number[];
  /** A field that is chosen before, and what. */
  readonly choice?: readonly [field: string, option: string];
}

/** One or more of every kind of local operation: pixels, windows, footprints, with facts of the whole image or without. */
const CHANGES: readonly Change[] = [
  { operation: 'gaussian', field: /^Sigma, px/, values: [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14] },
  { operation: 'bilateral', field: /^Sigma of places/, values: [1.5, 2, 2.5, 3] },
  { operation: 'non-local-means', field: /^Reach/, values: [8, 9, 10, 12] },
  { operation: 'rolling-ball', field: /^Radius/, values: [40, 50, 60, 70] },
  { operation: 'median', field: /^Size/, values: [21, 23, 25, 27] },
  { operation: 'mean', field: /^Size/, values: [5, 11, 21, 41] },
  { operation: 'unsharp-mask', field: /^Radius/, values: [2, 4, 8, 12] },
  { operation: 'difference-of-gaussians', field: /^Lower sigma/, values: [1.5, 2, 3, 4] },
  { operation: 'mesh-background', field: /^Box/, values: [32, 48, 96, 128] },
  { operation: 'adaptive', field: /^Block size/, values: [21, 35, 51, 75] },
  {
    operation: 'adaptive',
    choice: ['Weighting', 'mean'],
    field: /^Block size/,
    values: [21, 35, 51, 75],
  },
  {
    operation: 'adaptive',
    choice: ['Weighting', 'median'],
    field: /^Block size/,
    values: [21, 35, 51, 75],
  },
  { operation: 'niblack', field: /^Window size/, values: [21, 35, 51, 75] },
  { operation: 'sauvola', field: /^Window size/, values: [21, 35, 51, 75] },
  { operation: 'fixed', field: /^Level/, values: [1010, 1020, 1030, 1040] },
  { operation: 'otsu', field: /^Bins/, values: [128, 512, 1024, 2048] },
  { operation: 'erosion', field: /^Radius/, values: [2, 4, 7, 15] },
  {
    operation: 'dilation',
    choice: ['Footprint', 'disk'],
    field: /^Radius/,
    values: [2, 4, 7, 15],
  },
  { operation: 'opening', field: /^Radius/, values: [2, 4, 7, 15] },
  {
    operation: 'white-top-hat',
    choice: ['Footprint', 'disk'],
    field: /^Radius/,
    values: [2, 4, 7, 15],
  },
  { operation: 'gamma', field: /^Gamma/, values: [0.3, 0.5, 0.7, 0.9] },
  { operation: 'sigmoid', field: /^Gain/, values: [5, 8, 12, 15] },
  { operation: 'equalize-hist', field: /^Bins/, values: [128, 512, 1024, 2048] },
];

/** Parameters changed by keyboard: from the key to the first picture, which may be coarse, and to that of the exact look.
 * `names` are operations; all where there is none. */
export async function measurePreview(browser: Browser, names: readonly string[]): Promise<void> {
  const changes = CHANGES.filter(({ operation }) => names.length === 0 || names.includes(operation));
  for (const side of SIDES) for (const change of changes) await measureChange(browser, side, change);
}

async function measureChange(
  browser: Browser,
  side: number,
  { operation, choice, field, values }: Change,
): Promise<void> {
  const file = starFieldFile(path.join(import.meta.dirname, '../data'), side);
  const { page, problems, close } = await openWorkbench(browser, [file]);
  try {
    await startRecorder(page, 'Enter');
    await seenAfterGesture(page, (all) => named(all, 'picture').length > 0);
    await page.getByLabel('Operation to apply').selectOption(operation);
    const form = page.locator('[data-panel="process"]');
    const input = form.getByRole('textbox', { name: field });
    await input.waitFor();
    if (choice) await form.getByLabel(choice[0]).selectOption({ label: choice[1] });
    await seenAfterGesture(page);
    const looks = watchLooks(page, side);
    const previews: Preview[] = [];
    for (const value of values) {
      await input.fill(String(value));
      await input.press('Enter');
      // A slow look is quiet meanwhile.
      const isThere = (all: readonly Seen[]): boolean =>
        looks.underWay.size === 0 && named(all, 'preview').length > 0 && named(all, 'tile').length > 0;
      previews.push(firstAndExact(await seenAfterGesture(page, isThere)));
    }
    if (problems.length > 0) throw new Error(problems.join('\n'));
    if (looks.tooSmall > 0) throw new Error(`${looks.tooSmall} looks were smaller than their tiles.`);
    const coarse = previews.filter(({ firstMs, exactMs }) => firstMs < exactMs).length;
    console.log(
      `preview of ${[operation, ...(choice ?? [])].join(' ')} of ${side} x ${side}, ${values.length} times, ${coarse} of them coarse first`,
    );
    console.log(`  key to first look painted    ${inWords(previews.map(({ firstMs }) => firstMs))}`);
    console.log(`  key to exact look painted    ${inWords(previews.map(({ exactMs }) => exactMs))}`);
  } finally {
    await close();
  }
}

interface Preview {
  readonly firstMs: number;
  readonly exactMs: number;
}

/** Where one look was enough they are the same; where the result was there before the exact look, it is that of the result. */
function firstAndExact(seen: readonly Seen[]): Preview {
  const pictures = named(seen, 'picture');
  const [head] = named(seen, 'preview');
  const last = named(seen, 'preview').at(-1);
  const first = pictures.find(({ madeMs }) => madeMs > head!.atMs);
  const exact = pictures.find(({ madeMs }) => madeMs > last!.atMs);
  if (!first || !exact) throw new Error('A look was not painted.');
  return { firstMs: first.atMs, exactMs: exact.atMs };
}

interface Looks {
  /** The questions that are not answered to the end. */
  readonly underWay: ReadonlySet<Request>;
  /** How many exact answers have fewer bytes than the pixels of the tiles that were asked for. */
  readonly tooSmall: number;
}

function watchLooks(page: Page, side: number): Looks {
  const underWay = new Set<Request>();
  const looks = { underWay, tooSmall: 0 };
  const sizeOf = (level: number, tile: number): number =>
    Math.min(TILE_SIZE, Math.ceil(side / 2 ** level) - tile * TILE_SIZE);
  const isLook = (of: Request | Response): boolean => of.url().endsWith('/preview');
  page.on('request', (request) => {
    if (isLook(request)) underWay.add(request);
  });
  page.on('response', (response) => {
    if (!isLook(response)) return;
    const { tiles, exact } = response.request().postDataJSON() as { tiles: Place[]; exact?: boolean };
    const pixels = tiles.reduce((sum, { level, x, y }) => sum + sizeOf(level, x) * sizeOf(level, y), 0);
    if (exact && !(Number(response.headers()['content-length']) > 4 * pixels)) looks.tooSmall += 1;
  });
  const end = (request: Request): void => void underWay.delete(request);
  page.on('requestfinished', end);
  page.on('requestfailed', end);
  return looks;
}

interface Place {
  readonly level: number;
  readonly x: number;
  readonly y: number;
}

function named(seen: readonly Seen[], name: string): readonly Seen[] {
  return seen.filter(({ what }) => what === name);
}
