import { describe, expect, it } from 'vitest';
import {
  applyAction,
  EMPTY_DOCUMENT,
  findStep,
  layersShown,
  type Document,
  type EditAction,
} from '../../../src/shared/index.ts';
import { checkedDocument } from '../../../src/shared/sessionDocument.ts';

const run = (document: Document, ...actions: EditAction[]): Document => actions.reduce(applyAction, document);
/** A file, a mask of it, and it is shown again. */
const opened = run(
  EMPTY_DOCUMENT,
  { type: 'add-image', handle: 'somefile01', hdu: 0 },
  { type: 'derive-image', image: 'i1', operation: 'otsu', params: {} },
  { type: 'activate-image', image: 'i1' },
);
const layer = { image: 'i2', colour: '#ff0000', opacity: 0.5, outline: false };
const added = run(opened, { type: 'add-layer', image: 'i1', layer });
const refused = (code: string, action: EditAction, document = added) =>
  expect(() => applyAction(document, action)).toThrowError(expect.objectContaining({ code }));
const view = (document: Document, id: string) => document.images.find((image) => image.id === id)!;

describe('layers of binary images', () => {
  it('lie on an image, are changed, and are taken away', () => {
    expect(opened.images.map(({ layers }) => layers)).toEqual([[], []]);
    expect(view(added, 'i1').layers).toEqual([layer]);
    const changed = run(
      added,
      { type: 'change-layer', image: 'i1', layer: 'i2', change: { outline: true } },
      { type: 'change-layer', image: 'i1', layer: 'i2', change: { colour: '#00ff00', opacity: 1 } },
    );
    expect(view(changed, 'i1').layers).toEqual([
      { image: 'i2', colour: '#00ff00', opacity: 1, outline: true },
    ]);
    expect(view(run(changed, { type: 'remove-layer', image: 'i1', layer: 'i2' }), 'i1').layers).toEqual([]);
  });

  it('go with the image that they show; a duplicate keeps them', () => {
    const twice = run(added, { type: 'duplicate-image', image: 'i1' });
    expect(view(twice, 'i3').layers).toEqual([layer]);
    const gone = run(twice, { type: 'remove-image', image: 'i2' });
    expect(gone.images.map(({ layers }) => layers)).toEqual([[], []]);
  });

  it('are refused twice, on themselves, and where there is no such image', () => {
    refused('bad-argument', { type: 'add-layer', image: 'i1', layer });
    refused('bad-argument', { type: 'add-layer', image: 'i2', layer });
    refused('not-found', { type: 'add-layer', image: 'i1', layer: { ...layer, image: 'i9' } });
    refused('not-found', { type: 'change-layer', image: 'i2', layer: 'i1', change: { opacity: 1 } });
  });

  it('need the pixels of images that are not shown', () => {
    expect(layersShown(opened)).toEqual([]);
    expect(layersShown(added).map(({ id }) => id)).toEqual(['i2']);
    const tiled = run(added, { type: 'set-layout', layout: { arrangement: 'tiled' } });
    expect(layersShown(tiled)).toEqual([]);
  });

  it('come back from a session, and one that names no image is refused', () => {
    const plain = JSON.parse(JSON.stringify(added)) as Record<string, unknown>;
    expect(view(checkedDocument(plain), 'i1').layers).toEqual([layer]);
    const images = (plain['images'] as Record<string, unknown>[]).map(({ layers: _layers, ...rest }) => rest);
    expect(view(checkedDocument({ ...plain, images }), 'i1').layers).toEqual([]);
    const wrong = images.map((image) => ({ ...image, layers: [{ ...layer, image: 'i7' }] }));
    expect(() => checkedDocument({ ...plain, images: wrong })).toThrowError(
      expect.objectContaining({ code: 'bad-session' }),
    );
  });
});

describe('locked colours', () => {
  const two = run(
    EMPTY_DOCUMENT,
    { type: 'add-image', handle: 'somefile01', hdu: 0 },
    {
      type: 'add-image',
      handle: 'somefile02',
      hdu: 0,
    },
  );
  const tiled = run(two, { type: 'set-layout', layout: { arrangement: 'tiled', lockColours: true } });
  const step = (document: Document, id: string) => findStep(document.recipe, id)!;

  it('give all images shown what one is given', () => {
    const set = run(
      tiled,
      { type: 'set-colours', image: 'i2', colormap: 'heat', contrast: 2 },
      { type: 'set-stretch', image: 'i2', stretch: 'log', inRange: null },
      { type: 'set-limits', image: 'i2', method: 'zscale-limits', params: { contrast: 0.5 } },
    );
    for (const id of ['i1', 'i2']) {
      expect(view(set, id)).toMatchObject({ colormap: 'heat', contrast: 2, stretch: 'log' });
      expect(step(set, `${id}.limits`)).toMatchObject({
        operation: 'zscale-limits',
        params: { contrast: 0.5 },
        inputs: { image: `${id}.crop` },
      });
    }
  });

  it('give limits by hand where they are in the same units', () => {
    const params = { in_range: [0.25, 0.5] as [number, number] };
    const set = run(tiled, { type: 'set-params', step: 'i1.rescale', params });
    expect(step(set, 'i2.rescale').params['in_range']).toEqual([0.25, 0.5]);
    const free = run(tiled, { type: 'set-layout', layout: { lockColours: false } });
    const mixed = run(
      free,
      { type: 'set-stretch', image: 'i2', stretch: 'linear', inRange: null },
      { type: 'set-layout', layout: { lockColours: true } },
      { type: 'set-params', step: 'i1.rescale', params },
    );
    expect(step(mixed, 'i2.rescale').params['in_range']).toBeNull();
  });

  it('leave images alone that are not shown, and all of them without the lock', () => {
    const single = run(tiled, { type: 'set-layout', layout: { arrangement: 'single' } });
    const colours = { type: 'set-colours', image: 'i2', colormap: 'heat' } as const;
    expect(view(run(single, colours), 'i1').colormap).toBe('grey');
    expect(view(run(two, colours), 'i1').colormap).toBe('grey');
  });

  it('are matched once on demand', () => {
    const model = run(
      two,
      { type: 'set-colours', image: 'i2', colormap: 'cool', inverted: true, bias: 0.25, missing: '#112233' },
      { type: 'set-limits', image: 'i2', method: 'percentile-limits', params: { low: 2, high: 98 } },
      { type: 'set-stretch', image: 'i2', stretch: 'asinh', inRange: [1, 2] },
      { type: 'set-params', step: 'i2.picture', params: { a: 0.2 } },
      { type: 'match-colours', image: 'i2', others: ['i1', 'i2'] },
    );
    const { colormap, inverted, bias, missing, stretch } = view(model, 'i2');
    expect(view(model, 'i1')).toMatchObject({ colormap, inverted, bias, missing, stretch });
    for (const name of ['limits', 'rescale', 'picture'])
      expect(step(model, `i1.${name}`).params).toEqual(step(model, `i2.${name}`).params);
    expect(step(model, 'i1.limits').inputs).toEqual({ image: 'i1.crop' });
    const later = run(model, { type: 'set-colours', image: 'i2', colormap: 'heat' });
    expect(view(later, 'i1').colormap).toBe('cool');
  });
});
