import { describe, expect, it } from 'vitest';
import { guessChannels } from '../../../../src/renderer/features/composite/guessChannels.ts';

describe('the guess of channels', () => {
  it('takes the longest wavelength for red', () => {
    expect(guessChannels(['galcen_j.fits', 'galcen_h.fits', 'galcen_k.fits'])).toEqual([2, 1, 0]);
    expect(guessChannels(['m51 g.fits', 'm51 i.fits', 'm51 r.fits'])).toEqual([1, 2, 0]);
    expect(guessChannels(['hst_f435w_drz.fits', 'hst_f814w_drz.fits', 'hst_f606w_drz.fits'])).toEqual([
      1, 2, 0,
    ]);
    expect(guessChannels(['x_F160W.fits', 'x_F814W.fits', 'x_F110W.fits'])).toEqual([0, 2, 1]);
  });

  it('takes the ends and the middle of more than three', () => {
    expect(guessChannels(['a_u.fits', 'a_g.fits', 'a_r.fits', 'a_i.fits', 'a_z.fits'])).toEqual([4, 2, 0]);
  });

  it('keeps the order where the titles tell nothing', () => {
    expect(guessChannels(['one', 'two', 'three', 'four'])).toEqual([0, 1, 2]);
    expect(guessChannels(['one', 'two'])).toEqual([0, 1, 1]);
    expect(guessChannels([])).toEqual([0, 0, 0]);
  });
});
