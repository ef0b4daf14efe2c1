import { describe, expect, it } from 'vitest';
import { readRegions, writeRegions, type NewRegion } from '../../../../src/core/region/index.ts';
import { parseWcs } from '../../../../src/core/wcs/index.ts';

const wcs = parseWcs(
  {
    CTYPE1: 'RA---TAN',
    CTYPE2: 'DEC--TAN',
    CRPIX1: 100,
    CRPIX2: 100,
    CRVAL1: 202.47,
    CRVAL2: 47.2,
    CDELT1: -0.001,
    CDELT2: 0.001,
  },
  2,
  () => undefined,
);

function read(text: string, options = {}): readonly NewRegion[] {
  const { regions, lost } = readRegions(text, options);
  expect(lost).toEqual([]);
  return regions;
}

describe('a file as DS9 writes it', () => {
  const FILE = `# Region file format: DS9 version 4.1\r
global color=green dashlist=8 3 width=1 font="helvetica 10 normal roman" select=1 highlite=1 dash=0 fixed=0 edit=1 move=1 delete=1 include=1 source=1\r
fk5\r
circle(13:29:52.698,+47:11:42.93,20.5") # color=red width=2 text={M 51} tag={Group 1} tag={galaxies}\r
-box(202.4842,47.2306,24",12',30) # dash=1\r
image\r
ellipse(100,120,30,15,45) # color=#ff8800 background\r
annulus(55.5,60.5,10,20)\r
polygon(1,1,10,1,10,10) # font="times 12 bold italic" text={a;b # c}\r
point(12,13) # point=x 15\r
# vector(100,100,20,90) vector=1\r
# text(30,40) text={hello}\r
line(1,2,3,4) # line=0 1\r
`;
  const { regions, lost } = readRegions(FILE);

  it('keeps shapes, places and looks', () => {
    expect(regions.map(({ shape, system }) => [shape.kind, system])).toEqual([
      ['circle', 'icrs'],
      ['box', 'icrs'],
      ['ellipse', 'image'],
      ['annulus', 'image'],
      ['polygon', 'image'],
      ['point', 'image'],
      ['line', 'image'],
      ['point', 'image'],
      ['line', 'image'],
    ]);
    const [circle, box, ellipse, , polygon, point, vector] = regions;
    expect(circle).toMatchObject({ colour: 'red', width: 2, text: 'M 51', tags: ['Group 1', 'galaxies'] });
    if (circle!.shape.kind !== 'circle') throw new Error('no circle');
    expect(circle!.shape.centre[0]).toBeCloseTo(202.469575, 5);
    expect(circle!.shape.centre[1]).toBeCloseTo(47.195258, 5);
    expect(circle!.shape.radius).toBeCloseTo(20.5 / 3600, 12);
    expect(box).toMatchObject({ include: false, dashed: true, shape: { size: [24 / 3600, 0.2] } });
    expect(ellipse).toMatchObject({
      colour: '#ff8800',
      background: true,
      shape: { radii: [30, 15], angle: 45 },
    });
    expect(polygon!.text).toBe('a;b # c');
    expect(point!.shape).toMatchObject({ style: 'x', size: 15 });
    expect(vector!.shape).toMatchObject({ from: [100, 100], to: [100, 120] });
  });

  it('lists what it could not keep, with the line', () => {
    expect(lost).toEqual([
      { line: 11, message: 'Of the vector: the vector is a line without a head.' },
      { line: 12, message: 'Of the text: the text is that of a point.' },
    ]);
  });
});

describe('the ways to write one thing', () => {
  const circle = { kind: 'circle', centre: [10, 20], radius: 3 };
  it.each([
    ['image; circle(10,20,3)'],
    ['image;circle 10 20 3'],
    ['image\ncircle ( 10 , 20 , 3 )'],
    ['IMAGE\nCIRCLE(10,20,3)'],
    ['circle(10,20,3)'],
    ['physical; circle 10i 20i 3i'],
    ['image; + circle(1e1,2.0e1,3.)'],
    ['\ufeffimage\r\n\r\ncircle(10,20,3);\r\n'],
    ['# a comment; circle(1,2,3)\nimage\n  circle(10,20,3) # red'],
    ['global color=red font="times; 12 bold roman"; image; circle(10,20,3)'],
    ['image; global color=#f80 text={a;b}; circle(10,20,3)'],
  ])('%s', (text) => {
    expect(read(text)).toMatchObject([{ system: 'image', shape: circle, include: true }]);
  });

  it.each([
    ['icrs; point(202.5, 47.25)'],
    ['j2000; point(202.5, 47.25)'],
    ['icrs; point(13:30:00, +47:15:00)'],
    ['icrs; point(13h30m00s, 47d15m00s)'],
    ['icrs; point(202.5d, 47.25d)'],
    ['icrs; point(3.5342917352885173r, 0.8246680715673207r)'],
  ])('%s', (text) => {
    const [point] = read(text);
    if (point?.shape.kind !== 'point') throw new Error('no point');
    expect(point.shape.centre[0]).toBeCloseTo(202.5, 4);
    expect(point.shape.centre[1]).toBeCloseTo(47.25, 4);
  });

  it('takes a radius in pixels on the sky, and one in arcseconds in pixels', () => {
    const [sky, pixels] = read('icrs; circle(202.47,47.2,5i)\nimage; circle(100,100,3.6")', { wcs });
    expect(sky!.shape).toMatchObject({ kind: 'circle' });
    expect((sky!.shape as { radius: number }).radius).toBeCloseTo(0.005, 8);
    expect((pixels!.shape as { radius: number }).radius).toBeCloseTo(1, 6);
  });

  it('turns physical pixels into those of the image', () => {
    const physical = { ltv: [-100, -50], ltm: [0.5, 0.5] } as const;
    expect(read('circle(220,140,8)', { physical })).toMatchObject([
      { shape: { centre: [10, 20], radius: 4 } },
    ]);
  });

  it('parts annuli of several radii and takes composites apart', () => {
    const { regions, lost } = readRegions(
      'image\nannulus(5,5,1,2,4)\nannulus(5,5,0,6,n=3)\n# composite(10,10,0) || composite=1\ncircle(1,1,2) ||\nbox(3,3,2,2,0)',
    );
    expect(
      regions.map(({ shape }) => (shape.kind === 'annulus' ? [shape.inner, shape.outer] : shape.kind)),
    ).toEqual([[1, 2], [2, 4], [0, 2], [2, 4], [4, 6], 'circle', 'box']);
    expect(lost.map(({ line }) => line)).toEqual([2, 3, 4]);
  });
});

describe('elliptical and box annuli', () => {
  it.each([
    ['ellipse(5,6,1,2,3,4,30)', [{ kind: 'ellipse', inner: [1, 2], radii: [3, 4], angle: 30 }]],
    [
      'ellipse(5,6,1,2,5,6,n=2,30)',
      [
        { kind: 'ellipse', inner: [1, 2], radii: [3, 4], angle: 30 },
        { kind: 'ellipse', inner: [3, 4], radii: [5, 6], angle: 30 },
      ],
    ],
    ['box(5,6,2,1,4,3,-10)', [{ kind: 'box', inner: [2, 1], size: [4, 3], angle: -10 }]],
    ['box(5,6,2,1,4,3)', [{ kind: 'box', inner: [2, 1], size: [4, 3], angle: 0 }]],
  ])('%s', (text, shapes) => {
    const { regions } = readRegions(`image; ${text}`);
    expect(regions.map(({ shape }) => shape)).toEqual(shapes.map((shape) => ({ ...shape, centre: [5, 6] })));
    const written = writeRegions(regions, { system: 'own' });
    expect(readRegions(written.text)).toEqual({ regions, lost: [] });
  });
});

describe('properties that change nothing here', () => {
  it('are written again as they were, the global ones with every region', () => {
    const file = `global color=red select=0 font="times 12 bold roman" fixed=no
image
circle(1,2,3) # fixed=1 move=0 text={a}
-box(3,4,5,6,0) # select=yes edit=0 rotate=0 delete=0 highlite=0 fill=1 dash=1 dashlist=4 2 background
line(1,2,3,4) # line=1 0 font="helvetica 10 normal roman" select=1
`;
    const { regions, lost } = readRegions(file);
    expect(lost).toEqual([]);
    const font = 'times 12 bold roman';
    expect(regions.map(({ file: kept }) => kept)).toEqual([
      { select: '0', font, fixed: '1', move: '0' },
      { font, edit: '0', rotate: '0', delete: '0', highlite: '0', fill: '1', dashlist: '4 2' },
      { line: '1 0' },
    ]);
    const { text } = writeRegions(regions, { system: 'own' });
    expect(text.split('\n').slice(3, -1)).toEqual([
      'circle(1,2,3) # color=red text={a} select=0 fixed=1 move=0 font="times 12 bold roman"',
      '-box(3,4,5,6,0) # color=red dash=1 highlite=0 edit=0 rotate=0 delete=0 fill=1 dashlist=4 2 font="times 12 bold roman" background',
      'line(1,2,3,4) # color=red line=1 0',
    ]);
    expect(readRegions(text)).toEqual({ regions, lost: [] });
  });

  it('are none where all is as usual', () => {
    const [circle] = read(
      'image; circle(1,2,3) # select=1 fixed=0 font="helvetica 10 normal roman" dashlist=8 3',
    );
    expect(circle).not.toHaveProperty('file');
  });
});

describe('what cannot be kept is said', () => {
  it.each([
    ['image\npanda(1,2,0,360,4,5,10,2)', 2, 'The panda is left out: there is nothing like a panda here.'],
    [
      'image\nepanda(1,2,0,90,1,3,4,5,6,1)',
      2,
      'The epanda is left out: there is nothing like an epanda here.',
    ],
    [
      'image\nellipse(1,2,5,6,3,4,0)',
      2,
      'The ellipse is left out: the lengths of an ellipse annulus have to grow.',
    ],
    ['image\nbox(1,2)', 2, 'The box is left out: a box has 4 or 5 numbers, or two more for each ring.'],
    ['image; circle(1,2,3) # fill=7 move=0', 1, 'Of the circle: fill=7 is not kept.'],
    ['image; circle(1,2,3) # callback={select f g}', 1, 'Of the circle: callback is not kept.'],
    ['image\ncircle(1,2)', 2, 'The circle is left out: a circle has 3 numbers, not 2.'],
    ['image\ncircle(1,2,-3)', 2, 'The circle is left out: the length -3 is negative.'],
    ['image\ncircle(1,x,3)', 2, 'The circle is left out: "x" is not a number.'],
    [
      'image; circle(1,2,3")',
      1,
      'The circle is left out: lengths on the sky and in pixels meet, and the image has no sky coordinates.',
    ],
    [
      'detector\ncircle(1,2,3)',
      2,
      'The circle is left out: the coordinate system detector is not supported.',
    ],
    ['fk5; circle(10,95,3)', 1, 'The circle is left out: the place is not one of longitude and latitude.'],
    ['tile 2', 1, '"tile 2" is not understood.'],
    [
      'image; circle(1,2,3) # color=not-a-colour',
      1,
      'Of the circle: the colour "not-a-colour" is not known; it is green.',
    ],
    ['<html>', 1, '"<html>" is not understood.'],
  ])('%s', (text, line, message) => {
    expect(readRegions(text).lost).toEqual([{ line, message }]);
  });
});

describe('writing', () => {
  const circle: NewRegion = {
    system: 'image',
    shape: { kind: 'circle', centre: [100, 100], radius: 3.6 },
    include: true,
    text: '',
    colour: 'green',
    width: 1,
    dashed: false,
    tags: [],
    background: false,
  };

  it('writes pixels as degrees where the image has sky coordinates', () => {
    const { text, lost } = writeRegions([circle], { system: 'icrs', wcs });
    expect(lost).toEqual([]);
    expect(text).toMatch(
      /^# Region file format: DS9 version 4.1\nglobal .*\nicrs\ncircle\(202\.4[67]\d*,47\.(2|19)\d*,12\.9[56]\d*"\)\n$/,
    );
    const [back] = read(writeRegions(read(text), { system: 'image', wcs }).text);
    expect((back!.shape as unknown as { centre: [number, number] }).centre[0]).toBeCloseTo(100, 8);
    expect((back!.shape as { radius: number }).radius).toBeCloseTo(3.6, 6);
  });

  it('says which have no place on the image', () => {
    const above = {
      ...circle,
      system: 'icrs',
      shape: { ...circle.shape, centre: [202.47, 95] },
    } as NewRegion;
    expect(writeRegions([above], { system: 'image', wcs })).toMatchObject({
      written: 0,
      lost: [{ line: null, message: 'Region 1 has no place in image coordinates of this image.' }],
    });
  });

  it('comes back through FK5', () => {
    const ellipse: NewRegion = {
      ...circle,
      shape: { kind: 'ellipse', centre: [90, 110], radii: [9, 4], angle: 20 },
    };
    const { text } = writeRegions([ellipse], { system: 'fk5', wcs });
    const [back] = read(writeRegions(read(text), { system: 'image', wcs }).text);
    if (back?.shape.kind !== 'ellipse') throw new Error('no ellipse');
    expect(back.shape.centre[0]).toBeCloseTo(90, 6);
    expect(back.shape.radii[1]).toBeCloseTo(4, 6);
    expect(back.shape.angle).toBeCloseTo(20, 6);
  });

  it('says which regions have no place on the sky', () => {
    const { written, lost } = writeRegions([{ ...circle, text: 'a' }], { system: 'icrs' });
    expect(written).toBe(0);
    expect(lost).toEqual([{ line: null, message: '"a" has no place in icrs coordinates of this image.' }]);
  });
});
