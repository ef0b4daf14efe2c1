import { waitFor } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { describe, expect, it } from 'vitest';
import { findStep, type Body } from '../../src/shared/index.ts';
import { openSample, startWorkbench, type TestWindow } from './harness.ts';

const cutOf = ({ bench }: TestWindow): unknown =>
  findStep(bench.store.document.recipe, 'i1.cut')?.params['flux_cut'];

function setCut({ bench }: TestWindow, value: number, gesture?: string): void {
  const params = { flux_cut: value };
  bench.store.act({ type: 'set-params', step: 'i1.cut', params, ...(gesture ? { gesture } : {}) });
}

const sentCuts = ({ engine }: TestWindow): unknown[] =>
  engine.requests
    .filter(({ name }) => name === 'act')
    .map(({ body }) => (body as Body<'act'>).action)
    .flatMap((action) =>
      action.type === 'set-params' && action.step === 'i1.cut' ? [action.params['flux_cut']] : [],
    );

describe('the document store', () => {
  it('shows an action at once and the engine agrees later', async () => {
    const test = await startWorkbench();
    await openSample(test);
    setCut(test, 0.7);
    expect(cutOf(test)).toBe(0.7);
    await test.bench.store.settled();
    expect(findStep(test.engine.document.recipe, 'i1.cut')?.params['flux_cut']).toBe(0.7);
    test.close();
  });

  it('makes a drag one undo step, and sends only the newest of what waits', async () => {
    const test = await startWorkbench();
    await openSample(test);
    for (let i = 1; i <= 50; i++) setCut(test, 0.5 + i / 1000, 'drag-1');
    await test.bench.store.settled();
    expect(sentCuts(test).length).toBeLessThan(5);
    expect(sentCuts(test).at(-1)).toBe(0.55);
    test.bench.store.undo();
    await waitFor(() => expect(cutOf(test)).toBe(0.5));
    expect(test.bench.store.canRedo).toBe(true);
    test.bench.store.redo();
    await waitFor(() => expect(cutOf(test)).toBe(0.55));
    test.close();
  });

  it('keeps two gestures two undo steps', async () => {
    const test = await startWorkbench();
    await openSample(test);
    setCut(test, 0.6, 'drag-1');
    setCut(test, 0.7, 'drag-2');
    await test.bench.store.settled();
    test.bench.store.undo();
    await waitFor(() => expect(cutOf(test)).toBe(0.6));
    test.close();
  });

  it('refuses what the rules refuse, says so, and changes nothing', async () => {
    const test = await startWorkbench();
    await openSample(test);
    const before = test.bench.store.document;
    const done = test.bench.store.act({
      type: 'set-params',
      step: 'i1.rescale',
      params: { in_range: [2, 1] },
    });
    expect(done).toBe(false);
    expect(test.bench.store.document).toBe(before);
    expect(test.bench.notices.shown[0]?.message).toContain('the first number must be below the second');
    test.close();
  });

  it('takes an action back when the engine refuses it', async () => {
    const test = await startWorkbench();
    await openSample(test);
    test.engine.failNext('act', { code: 'refused', message: 'Not now.' });
    setCut(test, 0.9);
    expect(cutOf(test)).toBe(0.9);
    await test.bench.store.settled();
    expect(cutOf(test)).toBe(0.5);
    expect(test.bench.notices.shown.map((notice) => notice.message)).toContain('Not now.');
    test.close();
  });

  it('loads the document again after the connection was lost', async () => {
    const test = await startWorkbench();
    await openSample(test);
    test.engine.dropStreams();
    await waitFor(() => expect(test.bench.connected).toBe(false));
    await waitFor(() => expect(test.bench.connected).toBe(true));
    flushSync();
    await waitFor(() => expect(test.bench.picture.limits?.exact).toBe(true));
    expect(test.bench.store.document.images).toHaveLength(1);
    test.close();
  });
});
