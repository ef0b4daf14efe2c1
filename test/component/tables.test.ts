import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWindow, type TestWindow } from './harness.ts';

let test: TestWindow;
beforeEach(async () => {
  test = await openWindow();
});
afterEach(() => test.close());

/** The DBSCAN example, shown, with its rows. */
async function openExample(): Promise<HTMLElement> {
  test.bench.commands.example('dbscan');
  const grid = await screen.findByRole('grid', { name: /DBSCAN/ });
  await waitFor(() => expect(test.bench.tables.data?.rows.total).toBe(250));
  return grid;
}
const view = () => test.bench.tables.view!;
const bodies = (name: string) =>
  test.engine.requests.filter((request) => request.name === name).map(({ body }) => body as never);

describe('the table view', () => {
  it('shows columns with their range, and sorts at a click, the other way, and back', async () => {
    const grid = await openExample();
    const sort = await within(grid).findByRole('button', { name: 'Sort by x' });
    await fireEvent.click(sort);
    expect(view().sort).toEqual({ column: 'x', descending: false });
    await fireEvent.click(sort);
    expect(view().sort).toEqual({ column: 'x', descending: true });
    const head = sort.closest('[role=columnheader]')!;
    await waitFor(() => expect(head.getAttribute('aria-sort')).toBe('descending'));
    await fireEvent.click(sort);
    expect(view().sort).toBeNull();
    await waitFor(() => expect(bodies('tableRows').length).toBeGreaterThan(2));
  });

  it('is one of the tabs, between which the arrows go', async () => {
    await openExample();
    test.bench.commands.example('plane-regression');
    await waitFor(() => expect(test.bench.store.document.tables).toHaveLength(2));
    const { tables } = test.bench.store.document;
    const tabs = within(screen.getByRole('tablist', { name: 'Tables' }));
    for (const [key, at] of [
      ['ArrowLeft', 0],
      ['ArrowLeft', 1],
      ['Home', 0],
    ] as const) {
      await fireEvent.keyDown(tabs.getByRole('tab', { selected: true }), { key });
      expect(test.bench.store.document.activeTable).toBe(tables[at]!.id);
      expect(document.activeElement).toBe(tabs.getByRole('tab', { selected: true }));
      expect(tabs.getAllByRole('tab').filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1);
    }
  });

  it('hides a column and lists it to be shown again', async () => {
    const grid = await openExample();
    await fireEvent.click(await within(grid).findByRole('button', { name: 'Hide x' }));
    expect(view().hidden).toEqual(['x']);
    await waitFor(() => expect(bodies('tableRows').at(-1)).toMatchObject({ columns: ['y', 'origin'] }));
  });

  it('filters when Enter is pressed, and takes a fault back with Escape', async () => {
    await openExample();
    const filter = screen.getByRole('searchbox', { name: 'Filter' });
    await fireEvent.input(filter, { target: { value: 'x > 3' } });
    expect(view().filter).toBe('');
    await fireEvent.keyDown(filter, { key: 'Enter' });
    expect(view().filter).toBe('x > 3');
    await fireEvent.keyDown(filter, { key: 'Escape' });
    expect(view().filter).toBe('');
  });

  it('checks an expression while it is typed, and adds the column', async () => {
    await openExample();
    await fireEvent.click(screen.getByRole('button', { name: 'Table' }));
    await fireEvent.click(await screen.findByRole('menuitem', { name: 'Computed column…' }));
    await fireEvent.input(screen.getByLabelText('Name'), { target: { value: 'r' } });
    const expression = screen.getByLabelText('Expression');
    const add = screen.getByRole('button', { name: 'Add column' });
    await fireEvent.input(expression, { target: { value: 'hypot(x, z)' } });
    expect(screen.getByText(/no column "z"/)).toBeTruthy();
    expect((add as HTMLButtonElement).disabled).toBe(true);
    await fireEvent.input(expression, { target: { value: 'hypot(x, y)' } });
    expect((add as HTMLButtonElement).disabled).toBe(false);
    await fireEvent.click(add);
    const { steps } = test.bench.store.document.recipe;
    expect(steps.find((step) => step.operation === 'compute-column')?.params).toMatchObject({
      name: 'r',
      expression: 'hypot(x, y)',
    });
  });
});

describe('the selection', () => {
  it('of a row by click and by key is one predicate, counted everywhere', async () => {
    const grid = await openExample();
    const row = await waitFor(() => within(grid).getAllByRole('row')[3]!);
    await fireEvent.click(row);
    await waitFor(() => expect(test.bench.tables.selectedCount).toBe(1));
    expect(view().selection).toMatchObject({ op: 'rows', count: 1, total: 250 });
    await fireEvent.click(within(grid).getAllByRole('row')[5]!, { ctrlKey: true });
    await waitFor(() => expect(test.bench.tables.selectedCount).toBe(2));
    expect(screen.getByRole('button', { name: '2 selected' })).toBeTruthy();
  });

  it('combines, is named, forgotten and taken back', async () => {
    await openExample();
    const { tables, store } = test.bench;
    tables.select({ op: 'range', column: 'x', low: 0, high: 100 });
    await waitFor(() => expect(tables.selectedCount).toBeGreaterThan(0));
    const right = tables.selectedCount;
    tables.select({ op: 'range', column: 'y', low: 0, high: 100 }, 'intersect');
    expect(tables.selectedCount).toBeLessThan(right);
    await fireEvent.input(screen.getByRole('textbox', { name: 'Name of the selection' }), {
      target: { value: 'corner' },
    });
    await fireEvent.click(screen.getByRole('button', { name: 'Keep' }));
    expect(view().selections.map(({ name }) => name)).toEqual(['corner']);
    const corner = tables.selectedCount;
    await fireEvent.click(screen.getByRole('button', { name: 'Invert' }));
    expect(tables.selectedCount).toBe(250 - corner);
    await fireEvent.click(screen.getByRole('button', { name: 'corner' }));
    expect(tables.selectedCount).toBe(corner);
    store.undo();
    await waitFor(() => expect(tables.selectedCount).toBe(250 - corner));
    await fireEvent.click(screen.getByRole('button', { name: 'Forget corner' }));
    expect(view().selections).toEqual([]);
  });
});

describe('the clustering panel', () => {
  it('says what was found and what is doubtful, and selects a cluster by its label', async () => {
    await openExample();
    expect(await screen.findByText(/rows of noise|noise/, { selector: 'p' })).toBeTruthy();
    expect(screen.getByText(/choose a scaling/)).toBeTruthy();
    await fireEvent.click(screen.getByRole('button', { name: '1: 49' }));
    expect(view().selection).toEqual({ op: 'equal', column: 'label', value: 1 });
  });

  it('adds another clustering on the same columns, with as many clusters and a name of its own', async () => {
    await openExample();
    await waitFor(() => expect(screen.getByRole('button', { name: '1: 49' })).toBeTruthy());
    await fireEvent.click(screen.getByRole('button', { name: 'k-means' }));
    const { steps } = test.bench.store.document.recipe;
    expect(steps.find((step) => step.operation === 'kmeans')?.params).toMatchObject({
      columns: ['x', 'y'],
      n_clusters: 2,
    });
    expect(
      steps.filter((step) => step.operation === 'label-column').map((step) => step.params['name']),
    ).toEqual(['label', 'label_2']);
  });
});
