import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { openWorkbench } from '../../test/support/browserHost.ts';
import {
  seededColumns,
  seededPlaces,
  seededPlacesFile,
  seededTableFile,
  uniformNames,
} from '../seededTable.ts';
import { starFieldFile } from '../starField.ts';
import { inWords, seenAfterGesture, startRecorder, type Seen } from './recorder.ts';

const ROWS = 1e6;
const COLUMNS = 10;
const LASSOS = 8;
const CORNERS = 24;
/** Between corners: a lasso of half a second, drawn by a quick hand. */
const CORNER_MS = 20;
const SIDE = 4096;
const DATA = path.join(import.meta.dirname, '../data');
/** Far more than a table of a million rows takes to open on a busy machine. */
const OPEN_MS = 60_000;

type Polygon = readonly (readonly [number, number])[];

interface Brushed {
  readonly countedMs: number;
  readonly paintedMs: number;
}

interface Sample {
  readonly files: readonly string[];
  /** Columns of the scatter plot. */
  readonly names: readonly [string, string];
  readonly values: readonly [Float64Array, Float64Array];
  /** Added one after another. */
  readonly plots: readonly string[];
  /** The rows are marked on an image too. */
  readonly picture: boolean;
}

/** A lasso in a scatter plot of a million rows, up to the count and to the last view that shows the selection. */
export async function measureBrush(browser: Browser): Promise<void> {
  console.log(`lasso over ${ROWS} rows, ${LASSOS} times`);
  await brush(browser, {
    files: [seededTableFile(DATA, ROWS, COLUMNS)],
    names: uniformNames(COLUMNS) as [string, string],
    values: seededColumns(ROWS, COLUMNS) as [Float64Array, Float64Array],
    plots: ['Scatter', 'Histogram', 'Corner'],
    picture: false,
  });
  await brush(browser, {
    files: [starFieldFile(DATA, SIDE), seededPlacesFile(DATA, ROWS, SIDE)],
    names: ['x', 'y'],
    values: seededPlaces(ROWS, SIDE),
    plots: ['Scatter', 'Histogram'],
    picture: true,
  });
}

async function brush(browser: Browser, sample: Sample): Promise<void> {
  const { files, plots, picture } = sample;
  const [x, y] = sample.names;
  const [xs, ys] = sample.values;
  const { page, problems, close } = await openWorkbench(browser, files);
  try {
    let drawn: Polygon = [];
    page.on('request', (request) => (drawn = polygonOf(request.postData()) ?? drawn));
    await startRecorder(page, 'pointerup');
    const shown: string[] = picture ? ['picture'] : [];
    for (const plot of plots) {
      await page.getByRole('button', { name: plot, exact: true }).click({ timeout: OPEN_MS });
      shown.push(plot.toLowerCase());
      const scatter = page.getByRole('article').first();
      if (plot === 'Scatter') await setUp(scatter, x, y);
      const brushed: Brushed[] = [];
      for (let k = 0; k < LASSOS; k++) {
        await drawLasso(page, scatter.getByRole('img').first(), k);
        brushed.push(brushedOf(await seenAfterGesture(page), shown.length));
        await checkCounts(page, rowsInside(drawn, xs, ys));
      }
      console.log(`  ${shown.join(', ')}`);
      console.log(
        `    pointer up to the count told         ${inWords(brushed.map(({ countedMs }) => countedMs))}`,
      );
      console.log(
        `    pointer up to the last view painted  ${inWords(brushed.map(({ paintedMs }) => paintedMs))}: ${brushed.map(({ paintedMs }) => paintedMs.toFixed(0)).join(' ')}`,
      );
    }
    if (problems.length > 0) throw new Error(problems.join('\n'));
  } finally {
    await close();
  }
}

async function setUp(plot: Locator, x: string, y: string): Promise<void> {
  const button = plot.getByRole('button', { name: 'Set up' });
  await button.click();
  await plot.getByLabel('x', { exact: true }).selectOption(x);
  await plot.getByLabel('y', { exact: true }).selectOption(y);
  await button.click();
  await plot.getByRole('button', { name: 'Select with a lasso (L)' }).click();
}

/** Round a circle that is another one each time. */
async function drawLasso(page: Page, plot: Locator, k: number): Promise<void> {
  const box = (await plot.boundingBox())!;
  const radius = 0.25 * Math.min(box.width, box.height);
  const to = (corner: number): Promise<void> => {
    const angle = (2 * Math.PI * corner) / CORNERS;
    return page.mouse.move(
      box.x + box.width * (0.4 + 0.03 * k) + radius * Math.cos(angle),
      box.y + box.height * 0.5 + radius * Math.sin(angle),
    );
  };
  await to(0);
  // Under a pointer that rests, the points are sorted for hovering; a hand is slow enough for that to be over.
  await seenAfterGesture(page);
  await page.mouse.down();
  for (let corner = 1; corner < CORNERS; corner++) {
    await to(corner);
    await page.waitForTimeout(CORNER_MS);
  }
  await page.mouse.up();
}

function brushedOf(seen: readonly Seen[], views: number): Brushed {
  const counted = seen.findLast(({ what }) => what === 'count');
  const painted = seen.filter(({ what }) => what === 'picture' || what.startsWith('plot '));
  const names = new Set(painted.map(({ what }) => what));
  if (!counted || names.size !== views)
    throw new Error(
      `After a lasso ${counted ? 'a' : 'no'} count and ${names.size} of ${views} views changed.`,
    );
  return { countedMs: counted.atMs, paintedMs: painted.at(-1)!.atMs };
}

/** The corners of a lasso, in the units of the columns, as the page sends them to the engine. */
function polygonOf(body: string | null): Polygon | null {
  if (!body?.includes('"select-rows"')) return null;
  const { action } = JSON.parse(body) as { action: { where: { polygon: Polygon } } };
  return action.where.polygon;
}

/** By crossing a ray to the right of every point with every side. */
function rowsInside(polygon: Polygon, xs: Float64Array, ys: Float64Array): number {
  const sides = polygon.map((corner, i) => [...corner, ...polygon.at(i - 1)!] as const);
  let count = 0;
  for (let row = 0; row < xs.length; row++) {
    const [x, y] = [xs[row]!, ys[row]!];
    let isInside = false;
    for (const [x1, y1, x2, y2] of sides)
      if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) isInside = !isInside;
    if (isInside) count += 1;
  }
  return count;
}

/** Panel and table tell the same count, which is that of the rows inside. */
async function checkCounts(page: Page, expected: number): Promise<void> {
  const panel = page.locator('[data-panel="selection"]').getByRole('status');
  const table = page.getByRole('toolbar', { name: /^Table/ }).getByRole('button', { name: / selected$/ });
  const texts = await Promise.all([panel.innerText(), table.innerText()]);
  const told = texts.map((text) => Number(/^[\d\u2009]+/.exec(text.trim())?.[0].replaceAll('\u2009', '')));
  if (expected === 0 || told.some((count) => count !== expected))
    throw new Error(`${expected} rows lie inside the lasso; the window tells ${told.join(' and ')}.`);
}
