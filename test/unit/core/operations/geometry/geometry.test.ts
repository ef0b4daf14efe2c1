import { describe, expect, it } from 'vitest';
import { OPERATIONS, type Operation } from '../../../../../src/core/operations/index.ts';
import type { WholeImage } from '../../../../../src/core/strips/index.ts';
import { parseWcs, skyFromPixel } from '../../../../../src/core/wcs/index.ts';
import { runOperation } from '../../../../support/runOperation.ts';

function named(name: string): Operation {
  return OPERATIONS.get(name)!;
}

const header = {
  CTYPE1: 'RA---TAN-SIP',
  CTYPE2: 'DEC--TAN-SIP',
  CRPIX1: 100,
  CRPIX2: 200,
  CRVAL1: 10,
  CRVAL2: 41,
  CD1_1: -2e-4,
  CD1_2: 0,
  CD2_1: 0,
  CD2_2: 2e-4,
  A_ORDER: 2,
  B_ORDER: 2,
  A_2_0: 1e-5,
  B_1_1: -2e-5,
};
const wcs = parseWcs(header, 2, () => {})!;
const turned = parseWcs({ ...header, CD1_1: -1.7e-4, CD1_2: 1e-4, CD2_1: 1e-4, CD2_2: 1.7e-4 }, 2, () => {})!;

function field(width: number, height: number, pixelType: 'float32' | 'float64' = 'float32'): WholeImage {
  const pixels = new (pixelType === 'float32' ? Float32Array : Float64Array)(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      pixels[y * width + x] = 1000 + 40 * Math.sin(x / 5) * Math.cos(y / 7) + ((x * 31 + y * 17) % 23);
  return { width, height, pixelType, pixels };
}

const cases: readonly (readonly [string, Record<string, unknown>])[] = [
  ['rotate', { angle: 37, order: '3' }],
  ['rotate', { angle: -4, resize: false, order: '3', mode: 'mirror' }],
  ['rotate', { angle: 100, order: '1', mode: 'reflect' }],
  ['shift', { dx: 3.5, dy: 70.25, order: '3', mode: 'reflect' }],
  ['scale', { scale: 0.4, order: '3' }],
  ['scale', { scale: 2.5, order: '3' }],
  ['bin', { block_width: 3, block_height: 2, func: 'median' }],
  ['flip', { axis: 'both' }],
  ['flip', { axis: 'transpose' }],
  ['reproject', { order: '3' }],
];

describe.each(cases)('%s %j', (name, values) => {
  const image = field(57, 401);
  // Missing pixels that strips meet at their borders.
  for (const at of [5 * 57 + 8, 63 * 57 + 20, 64 * 57 + 20, 200 * 57, 400 * 57 + 56]) image.pixels[at] = NaN;
  const options = {
    frame: { originX: 20, originY: 10, wcs },
    ...(name === 'reproject'
      ? { others: { grid: field(70, 300) }, otherFrames: { grid: { wcs: turned } } }
      : {}),
  };
  const whole = runOperation(named(name), values, image, options);

  it.each([64, 128, 192])('gives the same bytes in strips of %i rows', (stripRows) => {
    const strips = runOperation(named(name), values, image, { ...options, stripRows });
    expect(Buffer.from(strips.pixels.buffer).equals(Buffer.from(whole.pixels.buffer))).toBe(true);
  });

  it('has results, and missing ones', () => {
    const finite = whole.pixels.filter(Number.isFinite);
    expect(finite.length).toBeGreaterThan(whole.pixels.length / 8);
    expect(finite.every((value) => value > 900 && value < 1100)).toBe(true);
    if (name !== 'bin') expect(whole.pixels.some(Number.isNaN)).toBe(true);
  });
});

describe('a star keeps its place on the sky', () => {
  it.each(cases)('%s %j', (name, values) => {
    const image: WholeImage = {
      width: 90,
      height: 120,
      pixelType: 'float64',
      pixels: new Float64Array(90 * 120),
    };
    const star = { x: 41, y: 64 };
    for (let y = 0; y < 120; y++)
      for (let x = 0; x < 90; x++)
        image.pixels[y * 90 + x] = Math.exp(-((x - star.x) ** 2 + (y - star.y) ** 2) / 18);
    const inside = { order: '3', mode: 'constant' };
    const result = runOperation(
      named(name),
      { ...values, ...pick(inside, named(name)), ...(name === 'shift' ? { dy: 7.25 } : {}) },
      image,
      {
        frame: { originX: 20, originY: 130, wcs },
        others: name === 'reproject' ? { grid: { ...field(300, 300), pixelType: 'float32' } } : {},
        otherFrames: { grid: { wcs: turned } },
      },
    );
    const sky = skyFromPixel(wcs, star.x + 21, star.y + 131)!;
    const { x, y } = centroid(result);
    const found = skyFromPixel(
      result.frame.wcs!,
      x + result.frame.originX + 1,
      y + result.frame.originY + 1,
    )!;
    // The centroid is found to a hundredth of a pixel of 2e-4 degrees.
    expect(Math.abs(found.lon - sky.lon)).toBeLessThan(6e-6);
    expect(Math.abs(found.lat - sky.lat)).toBeLessThan(6e-6);
  });
});

describe('missing pixels', () => {
  const image = field(20, 20, 'float64');
  image.pixels[8 * 20 + 9] = NaN;
  const holes = (name: string, values: Record<string, unknown>) =>
    [...runOperation(named(name), values, image).pixels].filter(Number.isNaN).length;

  it('take with them what they would contribute to', () => {
    const inside = { mode: 'mirror' };
    expect(holes('shift', { dx: 0.5, dy: 0.25, order: '1', ...inside })).toBe(4);
    expect(holes('shift', { dx: 0.5, dy: 0.25, order: '3', ...inside })).toBe(16);
    expect(holes('shift', { dx: 0.5, dy: 0.25, order: '0', ...inside })).toBe(1);
    expect(holes('shift', { dx: 1, dy: 0.25, order: '3', ...inside })).toBe(4);
    expect(holes('rotate', { angle: 90, order: '3' })).toBe(1);
    expect(holes('flip', { axis: 'x' })).toBe(1);
    expect(holes('bin', {})).toBe(0);
  });

  it('hardly move what lies beside them', () => {
    const smooth: WholeImage = { ...field(40, 40, 'float64'), pixels: new Float64Array(1600) };
    for (let i = 0; i < 1600; i++) smooth.pixels[i] = 1e4 + 3 * (i % 40) + Math.floor(i / 40);
    const holed = { ...smooth, pixels: smooth.pixels.slice() };
    for (let i = 20 * 40 + 10; i < 20 * 40 + 30; i++) holed.pixels[i] = NaN;
    for (let i = 21 * 40 + 10; i < 21 * 40 + 30; i++) holed.pixels[i] = Infinity;
    const values = { dx: 0.3, dy: 0.6, order: '3', mode: 'mirror' };
    const expected = runOperation(named('shift'), values, smooth);
    const result = runOperation(named('shift'), values, holed);
    result.pixels.forEach((value, i) => {
      if (!Number.isNaN(value)) expect(Math.abs(value - expected.pixels[i]!)).toBeLessThan(0.5);
    });
  });
});

it('keeps a constant, whatever the border', () => {
  const flat: WholeImage = {
    width: 5,
    height: 6,
    pixelType: 'float64',
    pixels: new Float64Array(30).fill(3.5),
  };
  for (const mode of ['mirror', 'reflect'])
    for (const value of runOperation(named('rotate'), { angle: 21, order: '3', mode }, flat).pixels)
      expect(Math.abs(value - 3.5)).toBeLessThan(1e-13);
});

it('refuses what cannot be', () => {
  const small = field(4, 4);
  expect(() => runOperation(named('bin'), { block_width: 5 }, small)).toThrow(
    'Blocks of 5 × 2 pixels do not fit into an image of 4 × 4.',
  );
  const grid = { others: { grid: small }, otherFrames: { grid: { wcs } } };
  expect(() => runOperation(named('reproject'), {}, small, grid)).toThrow('The image has no sky coordinates');
  expect(() =>
    runOperation(named('reproject'), {}, small, { frame: { wcs }, others: { grid: small } }),
  ).toThrow('The grid has no sky coordinates');
});

it('says the same in Python', () => {
  const lines = (name: string, values: Record<string, unknown>) => {
    const defaults = Object.entries(named(name).parameters).map(([key, one]) => [key, one.default]);
    return named(name).python!({ ...Object.fromEntries(defaults), ...values }).lines.at(-1);
  };
  expect(lines('rotate', { angle: 30 })).toBe(
    "result = ndimage.rotate(image, -30, reshape=True, order=1, mode='constant', cval=np.nan)",
  );
  expect(lines('shift', { dx: 1.5, mode: 'mirror' })).toBe(
    "result = ndimage.shift(image, (0, 1.5), order=1, mode='mirror')",
  );
  expect(lines('flip', {})).toBe('result = np.fliplr(image)');
  expect(lines('scale', {})).toContain('transform.rescale(image, 0.5, order=1');
});

function pick(values: Record<string, unknown>, operation: Operation): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(([key]) => Object.hasOwn(operation.parameters, key)),
  );
}

function centroid({ width, pixels }: WholeImage): { x: number; y: number } {
  let [sum, x, y] = [0, 0, 0];
  pixels.forEach((value, i) => {
    if (!(value > 1e-4)) return;
    sum += value;
    x += value * (i % width);
    y += value * Math.floor(i / width);
  });
  return { x: x / sum, y: y / sum };
}
