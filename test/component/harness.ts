import { render } from '@testing-library/svelte';
import { vi } from 'vitest';
import type { Host } from '../../src/shared/index.ts';
import { EngineClient } from '../../src/renderer/state/engineClient.ts';
import { Theme } from '../../src/renderer/state/theme.svelte.ts';
import { Workbench } from '../../src/renderer/state/workbench.svelte.ts';
import App from '../../src/renderer/app/App.svelte';
import { FAKE_HANDLE, FakeEngine, type FakeEngineOptions } from '../support/fakeEngine.ts';
import { PATIENCE } from './patience.ts';

export interface TestWindow {
  readonly engine: FakeEngine;
  readonly bench: Workbench;
  readonly saved: { readonly name: string; readonly blob: Blob }[];
  close(): void;
}

export interface TestWindowOptions extends FakeEngineOptions {
  /** What the shell does otherwise than a browser. */
  readonly host?: Partial<Host>;
}

/** A workbench over an engine in memory, connected. */
export async function startWorkbench(options: TestWindowOptions = {}): Promise<TestWindow> {
  const engine = new FakeEngine(options);
  const client = new EngineClient({
    base: 'http://window.test/',
    windowId: 'w1',
    authorization: () => ({}),
    fetch: engine.fetch as typeof fetch,
  });
  const saved: { name: string; blob: Blob }[] = [];
  const host: Host = {
    kind: 'browser',
    openFiles: () => Promise.resolve([FAKE_HANDLE]),
    adopt: () => Promise.resolve([FAKE_HANDLE]),
    saveAs: () => Promise.resolve('download'),
    saveFile: (name, blob) => {
      saved.push({ blob: blob as Blob, name });
      return Promise.resolve('download');
    },
    onCommand: () => () => undefined,
    ...options.host,
  };
  const bench = new Workbench({ client, host: () => host });
  const close = bench.start();
  await vi.waitFor(() => {
    if (!bench.connected) throw new Error('not connected yet');
  }, PATIENCE);
  return { engine, bench, saved, close };
}

/** The whole window over an engine in memory. */
export async function openWindow(options: TestWindowOptions = {}): Promise<TestWindow> {
  const test = await startWorkbench(options);
  render(App, { bench: test.bench, theme: new Theme(document.documentElement, localStorage) });
  return test;
}

/** Opens the sample and waits until its picture can be painted. */
export async function openSample({ bench }: TestWindow): Promise<void> {
  bench.commands.sample();
  await vi.waitFor(() => {
    if (!bench.picture.limits?.exact) throw new Error('no limits yet');
  }, PATIENCE);
}

/** Finds stars and waits for the catalogue. */
export async function findStars({ bench }: TestWindow): Promise<void> {
  bench.commands.toggleStars();
  await vi.waitFor(() => {
    if (bench.catalogue.total === 0 || !bench.session.active?.stars) throw new Error('no catalogue yet');
  }, PATIENCE);
}
