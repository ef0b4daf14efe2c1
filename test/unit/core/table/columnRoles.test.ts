import { describe, expect, it } from 'vitest';
import {
  columnRoles,
  crossmatch,
  parseSexagesimal,
  type ColumnInfo,
} from '../../../../src/core/table/index.ts';

function info(name: string, more: Partial<ColumnInfo> = {}): ColumnInfo {
  return { name, type: 'float64', unit: '', ucd: '', description: '', ...more };
}

describe('columnRoles', () => {
  it.each([
    ['RAJ2000', 'DEJ2000'],
    ['_RAJ2000', '_DEJ2000'],
    ['ALPHA_J2000', 'DELTA_J2000'],
    ['ra_deg', 'dec_deg'],
    ['RA', 'Dec'],
    ['RA_ICRS', 'DE_ICRS'],
  ])('finds %s and %s by name', (ra, dec) => {
    const { sky } = columnRoles([
      info('id'),
      info(`e_${ra}`),
      info(ra),
      info(dec),
      info('pmRA', { unit: 'mas/yr' }),
    ]);
    expect(sky).toMatchObject({ ra, dec, raFormat: 'degrees', decFormat: 'degrees', sure: true });
  });

  it('trusts a descriptor more than a name, and the main one most', () => {
    const columns = [
      info('ra'),
      info('dec'),
      info('a', { ucd: 'pos.eq.ra' }),
      info('b', { ucd: 'pos.eq.ra;meta.main', unit: 'h' }),
      info('c', { ucd: 'pos.eq.dec;meta.main', unit: 'deg' }),
      info('d', { ucd: 'stat.error;pos.eq.dec' }),
    ];
    const { sky } = columnRoles(columns);
    expect(sky).toMatchObject({ ra: 'b', dec: 'c', raFormat: 'hours', decFormat: 'degrees' });
    expect(sky!.why).toBe(
      'b: its descriptor is pos.eq.ra;meta.main; c: its descriptor is pos.eq.dec;meta.main.',
    );
  });

  it('takes texts for sexagesimal angles when they are', () => {
    const columns = [info('RA', { type: 'text', unit: '"h:m:s"' }), info('Dec', { type: 'text' })];
    const samples = new Map([
      ['RA', ['12 30 15.2', null, '00:00:01']],
      ['Dec', ['-00:30:00', '+12 00 00', '']],
    ]);
    expect(columnRoles(columns, samples).sky).toMatchObject({
      raFormat: 'sexagesimal-hours',
      decFormat: 'sexagesimal-degrees',
    });
    expect(columnRoles(columns, new Map([['RA', ['yes', 'no']]])).sky).toBeUndefined();
  });

  it.each([
    [['X_IMAGE', 'Y_IMAGE'], 1, true],
    [['xcentroid', 'ycentroid'], 0, true],
    [['x', 'y'], 1, false],
    [['x_0', 'y_0'], 0, false],
  ] as const)('finds the pixels %j, counted from %d', ([x, y], base, sure) => {
    expect(columnRoles([info(y), info(x)]).pixel).toMatchObject({ x, y, base, sure });
  });

  it('finds what a colour-magnitude diagram needs', () => {
    const gaia = columnRoles([
      info('parallax'),
      info('pmra'),
      info('pmdec'),
      info('phot_rp_mean_mag'),
      info('phot_bp_mean_mag'),
      info('e_Bmag'),
    ]);
    expect(gaia).toMatchObject({
      parallax: 'parallax',
      properMotion: { ra: 'pmra', dec: 'pmdec' },
      magnitudes: ['phot_rp_mean_mag', 'phot_bp_mean_mag'],
      colour: { blue: 'phot_bp_mean_mag', red: 'phot_rp_mean_mag' },
    });
    expect(columnRoles([info('Vmag'), info('B-V')])).toEqual({
      magnitudes: ['Vmag'],
      colour: { column: 'B-V' },
    });
    expect(columnRoles([info('name', { type: 'text' })])).toEqual({ magnitudes: [] });
  });
});

describe('parseSexagesimal', () => {
  it.each<[string, 'hours' | 'degrees', number]>([
    ['12 30 15.2', 'hours', 187.56333333333333],
    ['12:30:15.2', 'hours', 187.56333333333333],
    ['12h30m15.2s', 'degrees', 187.56333333333333],
    ['-00:30:00', 'degrees', -0.5],
    ['\u221200 30 00', 'degrees', -0.5],
    ['+12d30\'15"', 'hours', 12.504166666666666],
    ['12°30′15″', 'degrees', 12.504166666666666],
    ['12 30.5', 'degrees', 12.508333333333333],
    [' 05 : 06 : 07 ', 'degrees', 5.101944444444444],
    ['12h', 'degrees', 180],
    ['00 00 60.0', 'degrees', 1 / 60],
    ['12.5', 'degrees', NaN],
    ['12 61 00', 'degrees', NaN],
    ['12.5 30 00', 'degrees', NaN],
    ['25 00 00', 'hours', NaN],
    ['M 31', 'hours', NaN],
    ['', 'hours', NaN],
    ['1 2 3 4', 'hours', NaN],
  ])('%j in %s', (text, unit, degrees) => {
    const found = parseSexagesimal(text, unit);
    if (Number.isNaN(degrees)) expect(found).toBeNaN();
    else expect(found).toBeCloseTo(degrees, 12);
  });
});

describe('crossmatch', () => {
  const one = new Float64Array([1]);

  it.each([0, -1, NaN, 1e6])('refuses a radius of %d', (radius) => {
    expect(() => crossmatch(one, one, one, one, radius)).toThrow('at most 648000 seconds of arc');
  });

  it('refuses unlike columns and too many pairs', () => {
    expect(() => crossmatch(one, new Float64Array(2), one, one, 1)).toThrow('as many rows as each other');
    expect(() => crossmatch(one, one, one, one, 1, { keep: 'all', maxPairs: 0 })).toThrow(
      'more than 0 pairs',
    );
  });
});
