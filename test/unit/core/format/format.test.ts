import { describe, expect, it } from 'vitest';
import { formatFixed, formatValue, jsonText, shortestFloat32 } from '../../../../src/core/format/index.ts';

describe('shortestFloat32', () => {
  it.each<[number, string]>([
    [0.1, '0.1'],
    [1 / 3, '0.33333334'],
    [16777216, '16777216'],
    [3.4028234663852886e38, '3.4028235e+38'],
    [1.401298464324817e-45, '1e-45'],
    [1086.4808349609375, '1086.4808'],
    [-0.0000001, '-1e-7'],
    [162628, '162628'],
    [0, '0'],
    [-0, '-0'],
    [NaN, 'NaN'],
    [-Infinity, '-Infinity'],
    [1e39, 'Infinity'],
  ])('%s is %s', (value, text) => {
    expect(shortestFloat32(value)).toBe(text);
  });
});

describe('readout text', () => {
  it('shows the digits of the pixel’s type', () => {
    expect(formatValue(Math.fround(0.1), 'float32')).toBe('0.1');
    expect(formatValue(Math.fround(0.1), 'float64')).toBe('0.10000000149011612');
    expect(formatValue(9223372036854775807n, 'float64')).toBe('9223372036854775807');
    expect(formatValue(NaN, 'float32')).toBe('NaN');
    expect(formatValue(Infinity, 'float64')).toBe('inf');
    expect(formatValue(-Infinity, 'float32')).toBe('-inf');
    expect(formatValue(-0, 'float64')).toBe('-0');
  });

  it('keeps a fixed count of decimals', () => {
    expect(formatFixed(12.345, 2)).toBe('12.35');
    expect(formatFixed(-0.001, 2)).toBe('0.00');
    expect(formatFixed(-0.4, 0)).toBe('0');
    expect(formatFixed(-1, 0)).toBe('-1');
    expect(formatFixed(NaN, 2)).toBe('');
  });
});

describe('jsonText', () => {
  it('prints integers with every digit and no NaN', () => {
    expect(
      jsonText({ big: 18446744073709551615n, bad: [NaN, Infinity, -Infinity], x: 1.5, none: undefined }),
    ).toBe('{"big":18446744073709551615,"bad":[null,null,null],"x":1.5}');
  });

  it('prints typed arrays as arrays', () => {
    expect(
      jsonText({ a: new Float64Array([1, NaN]), b: new BigInt64Array([-5n]), c: new Uint8Array(0) }),
    ).toBe('{"a":[1,null],"b":[-5],"c":[]}');
  });

  it('prints text that looks like its own output as text', () => {
    expect(jsonText(['123n', '"}', 'null', '\u2028\ud800'])).toBe(
      JSON.stringify(['123n', '"}', 'null', '\u2028\ud800']),
    );
  });

  it('prints what JSON has no word for as null or not at all', () => {
    expect(jsonText(undefined)).toBe('null');
    expect(jsonText([undefined, () => 1, Symbol('s')])).toBe('[null,null,null]');
    expect(jsonText({ f: () => 1 })).toBe('{}');
  });
});
