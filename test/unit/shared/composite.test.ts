import { describe, expect, it } from 'vitest';
import {
  applyAction,
  EMPTY_DOCUMENT,
  findStep,
  type Document,
  type EditAction,
} from '../../../src/shared/index.ts';

const LOOK = {
  method: 'lupton' as const,
  minimum: [1, 2, 3] as [number, number, number],
  weights: [1, 1, 1] as [number, number, number],
  stretch: 5,
  q: 8,
};
const after = (document: Document, ...actions: EditAction[]): Document =>
  actions.reduce(applyAction, document);
const opened = after(
  EMPTY_DOCUMENT,
  ...['aaaaaaaa', 'bbbbbbbb', 'cccccccc'].map((handle): EditAction => ({
    type: 'add-image',
    handle,
    hdu: 0,
  })),
);
const make: EditAction = {
  type: 'make-composite',
  images: { red: 'i3', green: 'i2', blue: 'i1' },
  onSky: { green: true, blue: false },
  look: LOOK,
};
const made = applyAction(opened, make);
const step = (document: Document, id: string) => findStep(document.recipe, id);
const section = { x0: 3, x1: 9, y0: 2, y1: 6 };

describe('a colour composite in the document', () => {
  it('has the red pixels, and steps for those of green and blue', () => {
    expect(made.active).toBe('i4');
    expect(made.images.at(-1)).toMatchObject({
      title: 'Colour composite',
      handle: 'cccccccc',
      rgb: { images: { red: 'i3', green: 'i2', blue: 'i1' }, green: 'i4.green', blue: 'i4.blue', look: LOOK },
    });
    expect(step(made, 'i4.source')).toMatchObject({ operation: 'crop', inputs: { image: 'i3.crop' } });
    expect(step(made, 'i4.green')).toMatchObject({
      operation: 'reproject',
      inputs: { image: 'i2.crop', grid: 'i4.crop' },
    });
    expect(step(made, 'i4.blue')).toMatchObject({ operation: 'crop', inputs: { image: 'i1.crop' } });
  });

  it('changes its look', () => {
    const changed = applyAction(made, { type: 'set-composite', image: 'i4', look: { q: 20, stretch: 1 } });
    expect(changed.images[3]!.rgb!.look).toEqual({ ...LOOK, q: 20, stretch: 1 });
    expect(() => applyAction(made, { type: 'set-composite', image: 'i1', look: {} })).toThrowError(
      expect.objectContaining({ code: 'bad-argument' }),
    );
  });

  it('cuts its channels alike', () => {
    const cut = applyAction(made, { type: 'set-params', step: 'i4.crop', params: { section } });
    expect(step(cut, 'i4.blue')?.params).toEqual({ section });
    expect(step(cut, 'i4.green')?.params).toEqual(step(made, 'i4.green')?.params);
    expect(step(cut, 'i1.crop')?.params).toEqual({ section: null });
  });

  it('outlives its images, and goes with its steps', () => {
    const without = after(made, { type: 'remove-image', image: 'i1' }, { type: 'remove-image', image: 'i2' });
    expect(step(without, 'i4.blue')).toBeDefined();
    expect(step(without, 'i1.crop')).toBeDefined();
    expect(step(without, 'i1.cut')).toBeUndefined();
    const none = applyAction(without, { type: 'remove-image', image: 'i4' });
    expect(none.recipe.steps.every(({ id }) => id.startsWith('i3.'))).toBe(true);
  });

  it('gives its place to another that replaces it', () => {
    const tabs = after(opened, make, { type: 'add-image', handle: 'dddddddd', hdu: 0 });
    const shown = after(tabs, { type: 'set-layout', layout: { panels: ['i1', 'i4'] } });
    const next = applyAction(shown, {
      ...make,
      section,
      replacing: 'i4',
      images: { red: 'i1', green: 'i2', blue: 'i3' },
    });
    expect(next.images.map(({ id }) => id)).toEqual(['i1', 'i2', 'i3', 'i6', 'i5']);
    expect(next.active).toBe('i6');
    expect(next.layout.panels).toEqual(['i1', 'i6']);
    expect(step(next, 'i6.crop')?.params).toEqual({ section });
    expect(step(next, 'i6.blue')?.params).toEqual({ section });
    expect(step(next, 'i4.green')).toBeUndefined();
  });

  it('has channels of its own as a copy', () => {
    const copied = after(
      made,
      { type: 'duplicate-image', image: 'i4' },
      { type: 'set-params', step: 'i5.crop', params: { section } },
    );
    expect(copied.images.at(-1)!.rgb).toMatchObject({ green: 'i5.green', blue: 'i5.blue' });
    expect(step(copied, 'i5.green')?.inputs).toEqual({ image: 'i2.crop', grid: 'i5.crop' });
    expect(step(copied, 'i5.blue')?.params).toEqual({ section });
    expect(step(copied, 'i4.blue')?.params).toEqual({ section: null });
  });
});
