import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HostListing } from '../../src/renderer/state/host/hostChooser.svelte.ts';
import { openWindow, type TestWindow } from './harness.ts';

const EMPTY: HostListing = { folders: [], files: [] };
const listed = (name: string): HostListing => ({ folders: [], files: [{ id: name, name, bytes: 2880 }] });
const TOP: HostListing = {
  folders: [
    { id: 'slow', name: 'slow' },
    { id: 'fast', name: 'fast' },
  ],
  files: [],
};

let test: TestWindow;
let answers: Map<string | null, { resolve: (listing: HostListing) => void; reject: (error: Error) => void }>;
let answered: Promise<readonly string[] | 'upload' | null>;
beforeEach(async () => {
  answers = new Map();
  test = await openWindow();
  answered = test.bench.chooser.choose(
    TOP,
    (folder) => new Promise((resolve, reject) => answers.set(folder, { resolve, reject })),
  );
  await screen.findByRole('dialog', { name: 'Open' });
});
afterEach(() => test.close());

const dialog = () => within(screen.getByRole('dialog', { name: 'Open' }));
const enter = (name: string) => fireEvent.click(dialog().getByRole('button', { name }));

describe('the chooser of served files', () => {
  it('shows the folder asked for last, whatever the order of the answers', async () => {
    await enter('slow');
    await enter('fast');
    answers.get('fast')!.resolve(listed('fast.fits'));
    expect(await dialog().findByText('fast.fits')).toBeTruthy();
    answers.get('slow')!.resolve(listed('slow.fits'));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(dialog().queryByText('slow.fits')).toBeNull();
    await fireEvent.click(dialog().getByRole('checkbox'));
    await fireEvent.click(dialog().getByRole('button', { name: 'Open' }));
    expect(await answered).toEqual(['fast.fits']);
  });

  it('goes back to the top at once, past a folder that is still read and then fails', async () => {
    await enter('slow');
    await enter('Served files');
    answers.get('slow')!.reject(new Error('The folder is gone.'));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(dialog().getByRole('button', { name: 'fast' })).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('says of an empty folder that nothing in it can be opened', async () => {
    expect(dialog().queryByText(/Nothing in this folder/)).toBeNull();
    await enter('fast');
    answers.get('fast')!.resolve(EMPTY);
    await waitFor(() => expect(dialog().getByText('Nothing in this folder can be opened.')).toBeTruthy());
  });
});
