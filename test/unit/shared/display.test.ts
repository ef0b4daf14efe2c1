import { describe, expect, it } from 'vitest';
import {
  applyAction,
  EMPTY_DOCUMENT,
  findStep,
  isUndoable,
  loadedColormapId,
  type Document,
  type EditAction,
} from '../../../src/shared/index.ts';

const DIGITS = '0123ab'.repeat(256);
const opened = applyAction(EMPTY_DOCUMENT, { type: 'add-image', handle: 'somefile01', hdu: 0 });
const after = (...actions: EditAction[]): Document => actions.reduce(applyAction, opened);
const step = (document: Document, name: string) => findStep(document.recipe, `i1.${name}`)!;
const refused = (action: EditAction, document = opened) =>
  expect(() => applyAction(document, action)).toThrowError(expect.objectContaining({ code: 'bad-argument' }));

describe('the display of an image', () => {
  it('takes limits by zscale and by percentiles, with the parameters given before and the input of the stretch', () => {
    const image = 'i1';
    const zscale = after(
      { type: 'set-params', step: 'i1.rescale', params: { in_range: [1, 2] } },
      { type: 'set-limits', image, method: 'zscale-limits', params: { contrast: 0.5 } },
      { type: 'set-limits', image, method: 'zscale-limits', params: { n_samples: 50 } },
    );
    expect(step(zscale, 'limits')).toMatchObject({
      operation: 'zscale-limits',
      params: { contrast: 0.5, n_samples: 50 },
      inputs: { image: 'i1.normalise' },
    });
    expect(step(zscale, 'rescale').params['in_range']).toBeNull();
    const linear = applyAction(zscale, { type: 'set-stretch', image, stretch: 'linear', inRange: null });
    expect(step(linear, 'limits').inputs).toEqual({ image: 'i1.crop' });
    const back = applyAction(linear, {
      type: 'set-limits',
      image,
      method: 'percentile-limits',
      params: { low: 1 },
    });
    expect(step(back, 'limits')).toMatchObject({
      params: { low: 1, high: 99.5 },
      inputs: { image: 'i1.crop' },
    });
    refused({ type: 'set-limits', image, method: 'zscale-limits', params: { low: 1 } });
  });

  it('knows its stretches; what is no curve is linear in the recipe', () => {
    const equalised = after({ type: 'set-stretch', image: 'i1', stretch: 'histogram', inRange: null });
    expect(equalised.images[0]!.stretch).toBe('histogram');
    expect(step(equalised, 'picture').params).toMatchObject({ stretch: 'linear' });
    expect(step(equalised, 'rescale').inputs['image']).toBe('i1.crop');
    refused({ type: 'set-stretch', image: 'i1', stretch: 'nonsense', inRange: null });
  });

  it('forgets the parameter of a curve with the curve', () => {
    const log = after(
      { type: 'set-stretch', image: 'i1', stretch: 'log', inRange: null },
      { type: 'set-params', step: 'i1.picture', params: { a: 50 } },
    );
    expect(step(log, 'picture').params).toMatchObject({ stretch: 'log', a: 50 });
    const asinh = applyAction(log, { type: 'set-stretch', image: 'i1', stretch: 'asinh', inRange: null });
    expect(step(asinh, 'picture').params).toMatchObject({ a: 0 });
  });

  it('takes colours one by one', () => {
    const { images } = after(
      { type: 'set-colours', image: 'i1', contrast: 2 },
      { type: 'set-colours', image: 'i1', colormap: 'b', missing: '#ff0000', gesture: 'g1' },
    );
    expect(images[0]).toMatchObject({ contrast: 2, bias: 0.5, colormap: 'b', missing: '#ff0000' });
    expect(images[0]).not.toHaveProperty('gesture');
    expect(images[0]).not.toHaveProperty('type');
  });

  it('keeps colour maps from files, one of a name', () => {
    const map = { type: 'add-colormap', image: 'i1', name: 'mine' } as const;
    const { colormaps, images } = after({ ...map, colours: 'f'.repeat(1536) }, { ...map, colours: DIGITS });
    expect(colormaps).toEqual([{ name: 'mine', colours: DIGITS }]);
    expect(images[0]!.colormap).toBe(loadedColormapId('mine'));
    refused({ type: 'set-colours', image: 'i1', colormap: loadedColormapId('other') });
  });

  it('shares limits, in order, as one undoable step', () => {
    const action: EditAction = { type: 'share-limits', limits: [1, 5] };
    expect(after(action).sharedLimits).toEqual([1, 5]);
    expect(after(action, { type: 'share-limits', limits: null }).sharedLimits).toBeNull();
    expect(isUndoable(action)).toBe(true);
    refused({ type: 'share-limits', limits: [5, 1] });
  });
});
