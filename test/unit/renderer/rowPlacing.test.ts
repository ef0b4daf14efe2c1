import { describe, expect, it } from 'vitest';
import { placingOf } from '../../../src/renderer/state/tables/rowPlacing.ts';
import type { TableSummary, TableView } from '../../../src/shared/index.ts';

const SKY = {
  ra: 'RAJ2000',
  dec: 'DEJ2000',
  raFormat: 'degrees',
  decFormat: 'degrees',
  sure: true,
  why: 'by name',
} as const;
const SURE = { x: 'xcentroid', y: 'ycentroid', base: 0, sure: true, why: 'photutils' } as const;
const UNSURE = { x: 'x', y: 'y', base: 1, sure: false, why: 'FITS' } as const;
const NOWHERE = { ra: null, dec: null, x: null, y: null, firstPixel: 1 } as const;
const SKYLESS = { id: 'i1', hasSky: false };
const IMAGE = { id: 'i1', hasSky: true };

const view = (about: Partial<TableView> = {}): TableView =>
  ({ id: 't1', image: null, places: null, ...about }) as TableView;
const summary = (roles: Partial<TableSummary['roles']>): TableSummary =>
  ({
    columns: ['RAJ2000', 'DEJ2000', 'xcentroid', 'ycentroid', 'x', 'y'].map((name) => ({ name })),
    roles: { magnitudes: [], ...roles },
  }) as unknown as TableSummary;

describe('the columns that place the rows', () => {
  it('are pixels for the stars of the image, whatever else there is', () => {
    const placing = placingOf(view({ image: 'i1' }), summary({ sky: SKY, pixel: UNSURE }), IMAGE);
    expect(placing).toMatchObject({ kind: 'pixel', x: 'x', y: 'y', firstPixel: 1 });
  });

  it('are the sky for the stars of another image', () => {
    const roles = summary({ sky: SKY, pixel: UNSURE });
    expect(placingOf(view({ image: 'i2' }), roles, IMAGE)).toMatchObject({ kind: 'sky', ra: 'RAJ2000' });
    const nowhere = placingOf(view({ image: 'i2' }), summary({ pixel: SURE }), SKYLESS);
    expect(nowhere).toMatchObject({ kind: 'none', why: expect.stringContaining('another image') });
  });

  it('are the sky before pixels, where the image has one', () => {
    const roles = summary({ sky: SKY, pixel: SURE });
    expect(placingOf(view(), roles, IMAGE).kind).toBe('sky');
    expect(placingOf(view(), roles, SKYLESS)).toMatchObject({ kind: 'pixel', firstPixel: 0 });
  });

  it('are pixels by a name that may mean anything only on an image without a sky', () => {
    expect(placingOf(view(), summary({ pixel: UNSURE }), IMAGE).kind).toBe('none');
    expect(placingOf(view(), summary({ pixel: UNSURE }), SKYLESS).kind).toBe('pixel');
    expect(placingOf(view(), summary({ pixel: SURE }), IMAGE).kind).toBe('pixel');
  });

  it('are those that a person chose', () => {
    const roles = summary({ sky: SKY, pixel: SURE });
    const places = { ...NOWHERE, x: 'x', y: 'y', firstPixel: 0 as const };
    expect(placingOf(view({ places }), roles, IMAGE)).toMatchObject({ kind: 'pixel', x: 'x', firstPixel: 0 });
    const sky = { ...NOWHERE, ra: 'x', dec: 'y' };
    expect(placingOf(view({ places: sky }), roles, IMAGE)).toMatchObject({ kind: 'sky', ra: 'x', dec: 'y' });
  });

  it.each([
    [{ ...NOWHERE, ra: 'gone', dec: 'y' }, IMAGE, 'no column gone'],
    [{ ...NOWHERE, ra: 'x' }, IMAGE, 'Two columns'],
    [{ ...NOWHERE, ra: 'x', dec: 'y' }, SKYLESS, 'nothing of where'],
  ])('are none, and why, for %j', (places, image, why) => {
    const placing = placingOf(view({ places }), summary({ sky: SKY }), image);
    expect(placing).toMatchObject({ kind: 'none', why: expect.stringContaining(why) });
  });
});
