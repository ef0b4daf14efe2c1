import { readFile } from 'node:fs/promises';
import type { Locator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { dropFiles } from '../support/dropFile.ts';
import { sampleFile as sample } from '../support/sampleFile.ts';
import { says, soon, textOf } from '../support/soon.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { workbenchPerTest } from '../support/workbenchTests.ts';

const folder = temporaryFolder();
const { page, button, panel, start } = workbenchPerTest();

const grid = (): Locator => page().getByRole('grid', { name: /^Table/ });
/** Draws a line round a part of a plot, whose corners are given in shares of the plot's box. */
async function lasso(plot: Locator, [left, top, right, bottom]: readonly number[]): Promise<void> {
  const box = (await plot.boundingBox())!;
  const to = (x = 0, y = 0): Promise<void> =>
    page().mouse.move(box.x + box.width * x, box.y + box.height * y, { steps: 8 });
  await to(left, top);
  await page().mouse.down();
  await to(right, top);
  await to(right, bottom);
  await to(left, bottom);
  await page().mouse.up();
}

describe('the examples', () => {
  test('plane regression: two clicks, the chapter’s numbers beside the plane', async () => {
    await start();
    await button('Examples').click();
    await page().getByRole('menuitem', { name: 'Plane regression' }).click();
    const coefficients = page().getByRole('table', { name: 'Coefficients' });
    await says(coefficients, /x1.?−10\.2569175.*x2.?90\.5463984/);
    await says(panel('regression'), /R² test ?0\.94982749/);
    await says(page().getByRole('group', { name: 'Prediction' }), /350\.8603638/);
    await says(page().getByRole('article', { name: 'Plane regression' }), /training.*80.*test.*20/);

    await panel('regression').getByRole('button', { name: 'lasso', exact: true }).click();
    await says(coefficients, /x1.?−9\.22502.*x2.?89\.37950/);
    await button('Undo').click();
    await says(coefficients, /x1.?−10\.2569175/);
  });

  test('DBSCAN and k-means: two panels, and the agreement of three clusterings with the truth', async () => {
    await start();
    await button('DBSCAN and k-means').click();
    await says(panel('clustering'), /2 clusters, 100 rows of noise/);
    expect(await page().getByRole('article').count()).toBe(2);
    await panel('clustering').getByRole('button', { name: 'k-means', exact: true }).click();
    await panel('clustering').getByLabel('Compared with the truth in').selectOption('origin');
    const agreement = page().getByRole('table', { name: 'Adjusted Rand index' });
    await says(agreement, /label – origin ?0\.7597/);
    await says(agreement, /label_2 – origin ?0\.40/);
    await panel('clustering').getByRole('button', { name: 'Remove', exact: true }).click();
    await soon(async () => expect(await textOf(agreement)).not.toContain('label_2'));
  });
});

describe('a table of the person’s own', () => {
  const rows = Array.from({ length: 600 }, (_, i) => {
    const right = i % 3 === 0;
    const x = (right ? 10 : 0) + Math.sin(i * 12.9898) * 0.9;
    const y = (right ? 10 : 0) + Math.sin(i * 78.233) * 0.9;
    return `${i},${x.toFixed(5)},${y.toFixed(5)},${right ? '<b>right</b>' : '=left'},${i % 50 === 0 ? '' : (x + y).toFixed(4)}`;
  });
  const csv = `id,x,"y ""[deg]""",kind,sum\n${rows.join('\n')}\n`;

  test('dropped, filtered, sorted, computed with, selected on a plot, made a new table, exported', async () => {
    await start();
    await dropFiles(page(), [folder.write('own.csv', csv)]);
    const filter = page().getByRole('searchbox', { name: 'Filter' });
    const toolbar = page().getByRole('toolbar', { name: /^Table/ });
    await says(toolbar, /600 rows/);
    await says(grid(), /<b>right<\/b>/);

    await filter.fill("sum is not missing and x > 5 and kind contains 'right'");
    await filter.press('Enter');
    await says(toolbar, /196 of 600 rows/);
    await filter.fill('nothing > 5');
    await filter.press('Enter');
    await says(page().getByRole('alert'), /no column .?nothing/i);
    await filter.press('Escape');
    await says(toolbar, /600 rows/);

    await page().getByRole('button', { name: 'Sort by x' }).click();
    await page().getByRole('button', { name: 'Sort by x' }).click();
    await soon(async () => {
      const first = await grid().getByRole('row').nth(1).getByRole('gridcell').nth(1).textContent();
      expect(Number(first)).toBeGreaterThan(10.8);
    });

    await button('Table').click();
    await page().getByRole('menuitem', { name: 'Computed column…' }).click();
    await page().getByLabel('Name', { exact: true }).fill('radius');
    await page().getByLabel('Expression').fill('hypot(x, "y ""[deg]""")');
    await button('Add column').click();
    await soon(async () =>
      expect(await page().getByRole('button', { name: 'Sort by radius' }).isVisible()).toBe(true),
    );

    await button('Scatter').click();
    const plot = page().getByRole('article').first();
    await plot.getByRole('button', { name: 'Set up' }).click();
    await plot.getByLabel('x', { exact: true }).selectOption('x');
    await plot.getByLabel('y', { exact: true }).selectOption('y "[deg]"');
    await plot.getByRole('button', { name: 'Set up' }).click();
    await says(plot, /600 rows/);
    await lasso(plot.getByRole('img').first(), [0.6, 0.05, 0.98, 0.5]);
    await says(panel('selection'), /200 of 600 rows/);
    await says(toolbar, /200 selected/);
    await panel('selection').getByRole('textbox', { name: 'Name of the selection' }).fill('right ones');
    await panel('selection').getByRole('button', { name: 'Keep' }).click();
    await panel('selection').getByRole('button', { name: 'Invert' }).click();
    await says(panel('selection'), /400 of 600 rows/);
    await button('Undo').click();
    await says(panel('selection'), /200 of 600 rows/);

    await panel('selection').getByRole('button', { name: 'New table', exact: true }).first().click();
    await says(toolbar, /200 rows/);
    const download = page().waitForEvent('download');
    await button('Table').click();
    await page().getByRole('menuitem', { name: 'Export as CSV…' }).click();
    const file = folder.file('selected.csv');
    await (await download).saveAs(file);
    const written = (await readFile(file, 'utf8')).trimEnd().split('\n');
    expect(written[0]).toBe('id,x,"y ""[deg]""",kind,sum,radius');
    expect(written).toHaveLength(201);
    expect(written[1]).toMatch(/^0,10,10,<b>right<\/b>,,14\.14213562373095\d*$/);
  });

  test('a ragged file is opened, what was mended is counted and can be seen', async () => {
    await start();
    await dropFiles(page(), [folder.write('ragged.csv', 'a,b\n1,2\n3\n4,5,6\n7,8\n')]);
    await button(/mended|left out/).click();
    const dialog = page().getByRole('dialog');
    await says(dialog, /4,5,6|3/);
    await page().keyboard.press('Escape');
  });

  test('what is no table is refused in a sentence and the window goes on', async () => {
    await start();
    const noise = folder.write(
      'noise.csv',
      Uint8Array.from({ length: 999 }, (_, i) => (i * 37) % 256),
    );
    await dropFiles(page(), [noise, folder.write('good.csv', 'a,b\n1,2\n')]);
    await soon(async () =>
      expect(
        await page()
          .getByText(/noise\.csv/)
          .count(),
      ).toBeGreaterThan(0),
    );
    await says(page().getByRole('toolbar', { name: /^Table/ }), /\b1 row\b/);
  });
});

describe('the stars of an image', () => {
  test('as a table that follows the cut, clustered, one selection in table, plot and picture', async () => {
    await start();
    await dropFiles(page(), [sample]);
    await soon(async () => expect(await button('Explore the stars').isEnabled()).toBe(true));
    await button('Explore the stars').click();
    const toolbar = page().getByRole('toolbar', { name: /^Table/ });
    await says(toolbar, /2323 rows/);
    await button('On the image').click();
    await says(page().getByRole('article').first(), /2323 rows/);
    await panel('clustering').getByRole('button', { name: 'DBSCAN', exact: true }).click();
    const eps = panel('clustering').getByRole('textbox', { name: /eps/i });
    await eps.fill('20');
    await eps.press('Enter');
    await says(panel('clustering'), /[1-9]\d* clusters?/);

    await page().getByRole('tab', { name: 'Image' }).click();
    const cut = page().getByRole('textbox', { name: 'Flux cut' });
    await cut.fill('0.7');
    await cut.press('Enter');
    await soon(async () => expect(await textOf(toolbar)).not.toContain('2323 rows'));
  });
});
