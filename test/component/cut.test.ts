import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { proposeContrastCut } from '../../src/core/features/index.ts';
import { findStep } from '../../src/shared/index.ts';
import { fakeTable } from '../support/fakeTables.ts';
import { openWindow, type TestWindow } from './harness.ts';

let test: TestWindow;
beforeEach(async () => {
  test = await openWindow();
  test.bench.commands.example('dbscan');
  await waitFor(() => expect(test.bench.tables.view).not.toBeNull());
  // The engine has to have it before its document is replaced.
  await test.bench.store.settled();
});
afterEach(() => test.close());

const panel = () => within(document.querySelector<HTMLElement>('[data-panel=cut]')!);
const cutStep = () =>
  test.bench.tables.view!.chain.map((id) => findStep(test.bench.store.document.recipe, id)!).at(-1)!;
const low = () => (cutStep().params['where'] as { low: number }).low;

function values(): number[] {
  const { recipe } = test.bench.store.document;
  const columns = fakeTable(recipe.steps, test.bench.tables.view!.chain[0]!);
  return Array.from(columns.find(({ info }) => info.name === 'y')!.data.values as ArrayLike<number>, Number);
}

/** Gives the table a cut on y, as the example of local maxima has one on the contrast. */
async function withCut(at: number, column = 'y'): Promise<void> {
  const { document: made } = test.bench.store;
  const table = made.tables.at(-1)!;
  const input = table.chain.at(-1)!;
  const step = {
    ...findStep(made.recipe, input)!,
    id: `${table.id}.cut`,
    operation: 'select-rows',
    inputs: { table: input },
    params: { where: { op: 'range', column, low: at, high: null } },
  } as never;
  test.engine.replace({
    ...made,
    recipe: { ...made.recipe, steps: [...made.recipe.steps, step] },
    tables: made.tables.map((one) =>
      one.id === table.id ? { ...one, chain: [...one.chain, `${table.id}.cut`] } : one,
    ),
  });
  await waitFor(() => expect(document.querySelector('[data-panel=cut]')).not.toBeNull());
}

describe('the cut', () => {
  it('is not there for a table without one', () => {
    expect(document.querySelector('[data-panel=cut]')).toBeNull();
  });

  it('counts the rows that it keeps, on their distribution', async () => {
    const middle = values().sort((a, b) => a - b)[40]!;
    await withCut(middle);
    const kept = values().filter((value) => value >= middle).length;
    await waitFor(() =>
      expect(panel().getByText(`of ${values().length} rows`, { exact: false })).toBeTruthy(),
    );
    expect(document.querySelector('[data-panel=cut] strong')!.textContent).toBe(String(kept));
    expect(panel().getByRole('slider', { name: 'Lowest y' }).getAttribute('aria-valuenow')).toBe(
      String(middle),
    );
  });

  it('may be on a column with blanks in its name', async () => {
    await withCut(0, 'signal to noise');
    const asked = () =>
      test.engine.requests.filter(({ name }) => name === 'tableColumn').map(({ body }) => body);
    await waitFor(() =>
      expect(asked()).toContainEqual(expect.objectContaining({ column: 'signal to noise' })),
    );
  });

  it('moves by keyboard and by number, all one undo', async () => {
    const [least, most] = [Math.min(...values()), Math.max(...values())];
    const start = (least + most) / 2;
    await withCut(start);
    const slider = panel().getByRole('slider', { name: 'Lowest y' });
    await waitFor(() => expect(panel().getByText(/of \d+ rows/)).toBeTruthy());
    await fireEvent.keyDown(slider, { key: 'ArrowRight' });
    await waitFor(() => expect(low()).toBeCloseTo(start + (most - least) / 200, 6));
    const field = panel().getByRole('textbox', { name: 'Lowest y kept' });
    await fireEvent.input(field, { target: { value: String(most) } });
    await fireEvent.keyDown(field, { key: 'Enter' });
    await waitFor(() => expect(document.querySelector('[data-panel=cut] strong')!.textContent).toBe('1'));
    // What follows within a second is the same change.
    test.bench.commands.undo();
    await waitFor(() => expect(low()).toBe(start));
  });

  it('is proposed where the distribution divides best', async () => {
    await withCut(0);
    const propose = panel().getByRole('button', { name: 'Propose' });
    await waitFor(() => expect(propose).toHaveProperty('disabled', false));
    await fireEvent.click(propose);
    await waitFor(() => expect(low()).toBeCloseTo(proposeContrastCut(values()), 9));
  });

  it('is not beside images that its table does not belong to', async () => {
    await withCut(0);
    test.bench.commands.sample();
    await waitFor(() => expect(test.bench.store.active).not.toBeNull());
    const side = within(await screen.findByRole('tablist', { name: 'Panels' }));
    await fireEvent.click(side.getByRole('tab', { name: 'Image' }));
    expect(document.querySelector('[data-panel=cut]')).toBeNull();
    await fireEvent.click(side.getByRole('tab', { name: 'Table' }));
    expect(document.querySelector('[data-panel=cut]')).not.toBeNull();
  });
});
