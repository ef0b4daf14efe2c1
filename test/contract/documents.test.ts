import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../src/engine/index.ts';
import { EMPTY_DOCUMENT, ENDPOINTS, WINDOW_HEADER, type EndpointName } from '../../src/shared/index.ts';
import { workerFile } from '../support/builtWorker.ts';
import { EngineWindow } from '../support/engineWindow.ts';
import { starFile } from '../support/starFiles.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const folder = temporaryFolder();
const sampleFile = folder.write('sample.fits', starFile(20, 10));
let engine: Engine;
let opened = 0;

beforeAll(() => {
  engine = createEngine({ workerFile, sampleFile, threads: 1 });
});
afterAll(() => engine.close());

/** A window that no test has used yet. */
async function newWindow(): Promise<EngineWindow> {
  const window = new EngineWindow(engine, `w${++opened}`);
  await window.listen();
  return window;
}

/** Bodies that fit the schema of every endpoint. */
const HANDLE = 'abcdefgh12345678';
const BODIES: Readonly<Record<EndpointName, Record<string, unknown>>> = {
  document: {},
  open: { handle: HANDLE },
  sample: {},
  pending: {},
  header: { handle: HANDLE, hdu: 0, start: 0, count: 10 },
  act: { action: { type: 'undo' } },
  evaluate: { step: 'i1.cut' },
  verify: { handle: HANDLE },
  cancel: { job: 'j99' },
  events: {},
  tile: { pixelsKey: '0123456789abcdef', level: 0, x: 0, y: 0 },
  preview: { step: 'i1.crop', tiles: [] },
  compare: { step: 'i1.crop', other: 'i2.crop' },
  profile: { step: 'i1.crop', x0: 1, y0: 1, x1: 9, y1: 9, width: 1 },
  regionHistogram: {
    step: 'i1.crop',
    regions: [{ exclude: false, shape: { shape: 'circle', x: 5, y: 5, r: 3 } }],
    bins: 10,
  },
  maskRegions: { step: 'i1.crop', connectivity: 1, least_pixels: 1, most: 10, tolerance: 0 },
  imageExport: { step: 'i1.crop', format: 'fits', target: HANDLE },
  imageDownload: { step: 'i1.crop', format: 'fits' },
  peaks: { step: 'i1.maxima' },
  rows: { step: 'i1.cut', start: 0, count: 10 },
  pixel: { step: 'i1.source', x: 1, y: 1 },
  cutout: { step: 'i1.source', x: 1, y: 1, size: 9 },
  export: { step: 'i1.cut', target: HANDLE },
  download: { step: 'i1.cut' },
  tableRows: { step: 't1.source', start: 0, count: 10 },
  tableFilter: { step: 't1.source', filter: 'x > 1' },
  tableColumn: { step: 't1.source', column: 'x' },
  tablePositions: { step: 't1.source', ra: null, dec: null },
  tableLabels: { step: 't1.source', column: 'x' },
  tableStatistics: { step: 't1.source', columns: ['x'] },
  tableExport: { step: 't1.source', format: 'csv', target: HANDLE },
  tableDownload: { step: 't1.source', format: 'csv' },
  session: {},
  saveSession: { to: 'target', target: HANDLE },
  sessionDownload: {},
  openSession: { handle: HANDLE },
  restoreSession: { id: '1-2.w1' },
  discardSession: { id: '1-2.w1' },
};
const names = Object.keys(ENDPOINTS) as EndpointName[];

describe('what every endpoint refuses', () => {
  it.each(names)('%s: a key that is not in its schema', async (name) => {
    const window = new EngineWindow(engine);
    const refusal = await window.refusal(name, { ...BODIES[name], surplus: 1 });
    expect(refusal).toMatchObject({ code: 'bad-argument', status: 400 });
    expect(refusal.message).toContain(`"${name}"`);
  });

  it.each(names.filter((name) => Object.keys(BODIES[name]).length > 0))('%s: an empty body', async (name) => {
    const window = new EngineWindow(engine);
    expect(await window.refusal(name, {})).toMatchObject({ code: 'bad-argument', status: 400 });
  });

  it.each(names)('%s: a body of another type', async (name) => {
    const window = new EngineWindow(engine);
    for (const body of [[], null, 'text', 7])
      expect(await window.refusal(name, body)).toMatchObject({ code: 'bad-argument', status: 400 });
  });

  it.each(
    names.flatMap((name) => Object.keys(BODIES[name]).map((key): [EndpointName, string] => [name, key])),
  )('%s: %s of another type', async (name, key) => {
    const window = new EngineWindow(engine);
    const wrong = [{ nested: true }, ['a'], true, null].filter(
      (value) =>
        !(name === 'tablePositions' && value === null) && !(key === 'columns' && Array.isArray(value)),
    );
    for (const value of wrong)
      expect(await window.refusal(name, { ...BODIES[name], [key]: value })).toMatchObject({
        code: 'bad-argument',
        status: 400,
      });
  });

  it.each<[EndpointName, Record<string, unknown>]>([
    ['open', { handle: '../../etc/passwd' }],
    ['open', { handle: '' }],
    ['header', { hdu: -1 }],
    ['header', { start: 0.5 }],
    ['header', { count: 2001 }],
    ['evaluate', { step: 'I1 CUT' }],
    ['evaluate', { steps: [{ id: 'x' }] }],
    ['cancel', { job: '1' }],
    ['tile', { pixelsKey: 'XYZ' }],
    ['tile', { level: 31 }],
    ['tile', { x: -1 }],
    ['rows', { count: 1001 }],
    ['rows', { locate: { x: 1 } }],
    ['pixel', { x: 1.5 }],
    ['cutout', { size: 2 }],
    ['cutout', { size: 67 }],
    ['tableRows', { count: 1001 }],
    ['tableRows', { sort: { column: 'x' } }],
    ['tableRows', { selected: { op: 'nonsense' } }],
    ['tableRows', { locate: -1 }],
    ['tableFilter', { filter: 'x'.repeat(4001) }],
    ['tableStatistics', { columns: new Array(201).fill('x') }],
    ['tableDownload', { format: 'exe' }],
    ['act', { action: { type: 'add-table', handle: HANDLE, name: '', params: {} } }],
    ['act', { action: { type: 'add-plot', table: 't1', plot: { kind: 'pie' } } }],
    ['act', { action: { type: 'remove-table', table: 'i1' } }],
    ['act', { action: { type: 'nonsense' } }],
    ['act', { action: { type: 'set-detecting', image: 'i1' } }],
    ['act', { action: { type: 'select', selection: { image: 'i1', where: { op: 'or', of: [{}] } } } }],
  ])('%s: %j', async (name, change) => {
    const window = new EngineWindow(engine);
    const refusal = await window.refusal(name, { ...BODIES[name], ...change });
    expect(refusal).toMatchObject({ code: 'bad-argument', status: 400 });
  });

  it('what is no JSON, what is too long, and what names no window', async () => {
    const post = (body: string, headers: Record<string, string>) =>
      engine.fetch(new Request('http://asterism.test/api/document', { method: 'POST', headers, body }));
    const named = { [WINDOW_HEADER]: 'w1' };
    expect((await post('{', named)).status).toBe(400);
    expect((await post(`{"a":"${'x'.repeat(2 ** 20)}"}`, named)).status).toBe(400);
    expect((await post('{}', {})).status).toBe(400);
    expect((await post('{}', { [WINDOW_HEADER]: 'Not A Window' })).status).toBe(400);
    expect((await post('{}', { [WINDOW_HEADER]: 'x'.repeat(65) })).status).toBe(400);
    expect((await post('{}', named)).status).toBe(200);
  });

  it('addresses there are not', async () => {
    for (const [method, path] of [
      ['POST', '/api/nonsense'],
      ['GET', '/api/document'],
      ['POST', '/document'],
      ['POST', '/api/document/more'],
    ]) {
      const response = await engine.fetch(new Request(`http://asterism.test${path}`, { method: method! }));
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ error: { code: 'not-found' } });
    }
  });
});

describe('the document', () => {
  it('is empty at first, and each window has its own', async () => {
    const [one, two] = [await newWindow(), await newWindow()];
    await one.addImage(sampleFile);
    expect((await one.call('document', {})).document.images).toHaveLength(1);
    expect(await two.call('document', {})).toEqual({
      revision: 0,
      document: EMPTY_DOCUMENT,
      undo: false,
      redo: false,
    });
    expect(two.events.some((event) => event.type === 'document')).toBe(false);
  });

  it('tells its own window of every change', async () => {
    const window = await newWindow();
    await window.addImage(sampleFile);
    const { revision } = await window.act({ type: 'set-detecting', image: 'i1', detecting: true });
    const event = await window.until((e) => e.type === 'document' && e.revision === revision);
    expect(event).toEqual({ type: 'document', ...(await window.call('document', {})) });
  });

  it('undoes and redoes', async () => {
    const window = await newWindow();
    await window.addImage(sampleFile);
    const before = await window.call('document', {});
    await window.act({ type: 'set-params', step: 'i1.cut', params: { flux_cut: 0.25 } });
    const after = await window.call('document', {});
    expect(after.document).not.toEqual(before.document);
    await window.act({ type: 'undo' });
    const undone = await window.call('document', {});
    expect(undone).toMatchObject({ document: before.document, undo: true, redo: true });
    await window.act({ type: 'redo' });
    expect(await window.call('document', {})).toMatchObject({
      document: after.document,
      undo: true,
      redo: false,
    });
  });

  it('takes a gesture back in one step', async () => {
    const window = await newWindow();
    await window.addImage(sampleFile);
    const before = await window.call('document', {});
    for (const flux_cut of [0.4, 0.3, 0.2])
      await window.act({ type: 'set-params', step: 'i1.cut', params: { flux_cut }, gesture: 'drag-1' });
    await window.act({ type: 'set-params', step: 'i1.cut', params: { flux_cut: 0.1 }, gesture: 'drag-2' });
    await window.act({ type: 'undo' });
    const between = await window.call('document', {});
    expect(between.document.recipe.steps.find((step) => step.id === 'i1.cut')?.params).toEqual({
      flux_cut: 0.2,
    });
    await window.act({ type: 'undo' });
    expect((await window.call('document', {})).document).toEqual(before.document);
  });

  it.each([
    [{ type: 'set-params', step: 'i1.cut', params: { flux_cut: 'high' } }, 'bad-argument'],
    [{ type: 'set-params', step: 'i1.cut', params: { no_such: 1 } }, 'bad-argument'],
    [{ type: 'set-params', step: 'i1.limits', params: { low: -1 } }, 'bad-argument'],
    [{ type: 'set-params', step: 'i1.rescale', params: { in_range: [2, 1] } }, 'bad-argument'],
    [
      { type: 'set-params', step: 'i1.crop', params: { section: { x0: 3, x1: 2, y0: 1, y1: 1 } } },
      'bad-argument',
    ],
    [{ type: 'set-params', step: 'i7.cut', params: {} }, 'not-found'],
    [{ type: 'set-stretch', image: 'i1', stretch: 'nonsense', inRange: null }, 'bad-argument'],
    [{ type: 'set-colours', image: 'i1', colormap: 'nonsense' }, 'bad-argument'],
    [{ type: 'remove-image', image: 'i9' }, 'not-found'],
    [{ type: 'activate-image', image: 'i9' }, 'not-found'],
    [{ type: 'set-detecting', image: 'i9', detecting: true }, 'not-found'],
    [
      { type: 'select', selection: { image: 'i9', where: { op: 'equal', column: 'id', value: 1 } } },
      'not-found',
    ],
  ])('is not changed by an action that does not fit: %j', async (action, code) => {
    const window = await newWindow();
    await window.addImage(sampleFile);
    const before = await window.call('document', {});
    expect((await window.refusal('act', { action })).code).toBe(code);
    expect(await window.call('document', {})).toEqual(before);
  });

  it('shows an image again that undo or redo brings back', async () => {
    const window = await newWindow();
    await window.addImage(sampleFile);
    await window.addImage(folder.write('second.fits', starFile(8, 8)));
    await window.act({ type: 'undo' });
    expect((await window.call('document', {})).document.active).toBe('i1');
    await window.act({ type: 'redo' });
    expect((await window.call('document', {})).document.active).toBe('i2');
  });
});

describe('files that are handed over', () => {
  it('the sample has a credit, and keeps its handle', async () => {
    const window = await newWindow();
    const { handle } = await window.call('sample', {});
    expect(await window.call('sample', {})).toEqual({ handle });
    const description = await window.call('open', { handle });
    expect(description).toMatchObject({ handle, name: 'sample.fits', firstImage: 0, warnings: [] });
    expect(description.credit).toContain('NASA');
    expect(JSON.stringify(description)).not.toContain(folder.path);
  });

  it('what was opened from outside is told once', async () => {
    const handle = engine.adoptPath(sampleFile, { name: 'named.fits' });
    engine.addPending({ handle, hdu: 0, section: { x0: 1, x1: 4, y0: 2, y1: 5 } });
    const [one, two] = [await newWindow(), await newWindow()];
    expect(await one.call('pending', {})).toEqual({
      opened: [{ handle, hdu: 0, section: { x0: 1, x1: 4, y0: 2, y1: 5 } }],
    });
    expect(await two.call('pending', {})).toEqual({ opened: [] });
    expect((await one.call('open', { handle })).name).toBe('named.fits');
  });

  it('handles there are not are refused', async () => {
    const window = await newWindow();
    for (const name of ['open', 'header'] as const)
      expect(await window.refusal(name, BODIES[name])).toMatchObject({ code: 'not-found', status: 404 });
    const { job } = await window.call('verify', { handle: HANDLE });
    expect(await window.outcome(job)).toMatchObject({ ok: false, error: { code: 'not-found' } });
  });
});
