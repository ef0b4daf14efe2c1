import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, describe, expect, it } from 'vitest';
import { FAKE_SESSION } from '../support/fakeSessions.ts';
import { openSample, openWindow, type TestWindow } from './harness.ts';

let test: TestWindow;
afterEach(() => test.close());

const named = (name: string) => test.engine.requests.filter((request) => request.name === name);
const openSession = (): Promise<void> => test.bench.files.openHandles([FAKE_SESSION]);

describe('saving', () => {
  it('is Ctrl+S: here a download, after all that was done has arrived', async () => {
    test = await openWindow();
    await openSample(test);
    test.bench.store.act({ type: 'set-params', step: 'i1.cut', params: { flux_cut: 0.25 } });
    expect(test.bench.sessionFile.changed).toBe(true);
    await fireEvent.keyDown(window, { key: 's', ctrlKey: true });
    await waitFor(() => expect(test.saved[0]?.name).toBe('session.asterism'));
    expect(await test.saved[0]!.blob.text()).toContain('"flux_cut":0.25');
    await waitFor(() => expect(test.bench.sessionFile.changed).toBe(false));
    expect(screen.getByText(/handed to the browser as session\.asterism/)).toBeTruthy();
    test.bench.commands.toggleStars();
    await test.bench.store.settled();
    await waitFor(() => expect(test.bench.sessionFile.changed).toBe(true));
  });
});

describe('opening', () => {
  it('takes the place of an empty document without a question, with its warnings', async () => {
    test = await openWindow();
    test.engine.warnings = [{ code: 'file-missing', message: 'stars.fits is not there any more.' }];
    await openSession();
    await waitFor(() => expect(test.bench.store.document.tables).toHaveLength(1));
    expect(await screen.findByText('stars.fits is not there any more.')).toBeTruthy();
    expect(test.bench.sessionFile.name).toBe('opened.asterism');
    expect(test.bench.store.canUndo).toBe(false);
    expect(test.bench.files.known.has(FAKE_SESSION)).toBe(false);
  });

  it('asks where something would be lost', async () => {
    test = await openWindow();
    await openSample(test);
    let done = openSession();
    const dialog = await screen.findByRole('dialog', { name: 'Open opened.asterism' });
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    await done;
    expect(named('openSession')).toHaveLength(0);

    done = openSession();
    await fireEvent.click(await screen.findByRole('button', { name: 'Save, then open' }));
    await done;
    expect(test.saved).toHaveLength(1);
    await waitFor(() => expect(test.bench.store.document.images).toHaveLength(0));

    // What was just opened is saved.
    await openSession();
    expect(named('openSession')).toHaveLength(2);
  });

  it('reports what fails and keeps the document', async () => {
    test = await openWindow();
    test.engine.failNext('openSession', { code: 'bad-session', message: 'This is no session of Asterism.' });
    await openSession();
    expect((await screen.findByRole('alert')).textContent).toContain('This is no session of Asterism.');
  });
});

describe('what was left behind', () => {
  it('is offered, and restored by a button', async () => {
    test = await openWindow({ left: [{ id: '7-1.w1', savedAtMs: Date.UTC(2026, 0, 2) }] });
    await fireEvent.click(await screen.findByRole('button', { name: 'Restore the last session' }));
    await waitFor(() => expect(test.bench.store.document.tables).toHaveLength(1));
    expect(named('restoreSession')[0]?.body).toEqual({ id: '7-1.w1' });
    expect(screen.queryByText(/did not close properly/)).toBeNull();
    expect(test.bench.sessionFile.changed).toBe(true);
  });

  it('can be discarded', async () => {
    test = await openWindow({ left: [{ id: '7-1.w1', savedAtMs: 0 }] });
    await fireEvent.click(await screen.findByRole('button', { name: 'Discard it' }));
    await waitFor(() => expect(named('discardSession')[0]?.body).toEqual({ id: '7-1.w1' }));
    expect(test.bench.store.document.tables).toHaveLength(0);
  });
});
