import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { newRegionsSchema, readRegions, type NewRegion } from '../../../../src/core/region/index.ts';

function read(text: string): readonly NewRegion[] {
  const { regions, lost } = readRegions(text);
  expect(lost).toEqual([]);
  return regions;
}

describe('a hostile file', () => {
  it.each([
    ['a circle with blanks in it', `image;circle(1,2${' '.repeat(100_000)},3)`],
    ['a text with blanks and quotes', `image;text 1 2 {${' '.repeat(50_000)}x${' "'.repeat(1000)}z`],
    ['a number of many digits', `image;circle(${'1'.repeat(100_000)}x,2,3)`],
    ['a sexagesimal number of many digits', `fk5;circle(${'1'.repeat(100_000)}:x,2,3)`],
  ])('takes no time however long its lines are: %s', (_name, text) => {
    const start = performance.now();
    readRegions(text);
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it.each([
    'fk5;circle(1,2,1e308r)',
    'image;ellipse(1,2,3,4,1e308r)',
    `image;circle(1,2,3) # tag={${'a'.repeat(5000)}}`,
    `image;circle(1,2,3) # ${'tag={a} '.repeat(200)}`,
  ])('gives only regions that a document takes, and says what it lost (case %#)', (text) => {
    const { regions, lost } = readRegions(`image;circle(5,5,5)\n${text}`);
    expect(v.is(newRegionsSchema, regions)).toBe(true);
    expect(regions[0]).toMatchObject({ shape: { radius: 5 } });
    expect(lost).toHaveLength(1);
  });

  it.each(['line(100i,100i,10,20)', 'polygon(1i,1i,2i,2i,10,20)', 'segment(10,20,1i,1i)'])(
    'has no shapes half in pixels and half on the sky: %s',
    (shape) => {
      const { regions, lost } = readRegions(`fk5;${shape}`);
      expect(regions).toEqual([]);
      expect(lost[0]!.message).toMatch(/some of its places are in pixels and some on the sky/);
    },
  );

  it.each(['circle(1,2,n=5)', 'point(1,n=3)'])('has rings only where a shape has rings: %s', (shape) => {
    const { regions, lost } = readRegions(`image;${shape}`);
    expect(regions).toEqual([]);
    expect(lost[0]!.message).toMatch(/"n=\d" is not a number/);
  });

  it('makes no long messages', () => {
    const { lost } = readRegions(`image;circle(1,2,3) # color={${'?'.repeat(9000)}} ${'b'.repeat(9000)}=1`);
    expect(Math.max(...lost.map(({ message }) => message.length))).toBeLessThan(150);
  });
});

describe('flags', () => {
  it.each(['0', 'no', 'n', 'off', 'false', 'FALSE'])('are off where a file says %s', (off) => {
    const [region] = read(`image;circle(1,2,3) # include=${off} dash=${off} background=${off}`);
    expect(region).toMatchObject({ include: false, dashed: false, background: false });
    expect(read(`image;circle(1,2,3) # source=${off}`)[0]).toMatchObject({ background: true });
  });

  it('of a region go before the global ones', () => {
    expect(read('global background=1\nimage;circle(1,2,3) # source')[0]!.background).toBe(false);
    expect(read('global source=0\nimage;circle(1,2,3)')[0]!.background).toBe(true);
  });
});

it('keeps a semicolon in the words of the old form of a text', () => {
  const { regions } = readRegions('image;text 1 2 {hello; world};circle(1,2,3)');
  expect(regions.map(({ text }) => text)).toEqual(['hello; world', '']);
});

describe('braces in braces', () => {
  it.each([
    ['text={ {nested} }', ' {nested', '}'],
    ['text={a {b} c} color=red', 'a {b', 'c}'],
    ["text={a {b} so's} color=red", 'a {b', "so's}"],
    ['text={a {b} x=3 y} color=red', 'a {b', 'x=3 y}'],
    ['text={{a} {b}} color=red', '{a', '{b}}'],
  ])('end at the first }, and what is left over is listed: %s', (properties, text, left) => {
    const { regions, lost } = readRegions(`image\ncircle(1,2,3) # ${properties} tag={t}\n`);
    expect(regions).toMatchObject([
      { text, tags: ['t'], colour: properties.includes('red') ? 'red' : 'green' },
    ]);
    expect(lost).toEqual([{ line: 2, message: `Of the circle: "${left}" is not understood.` }]);
  });

  it('are listed of global properties too', () => {
    const { lost } = readRegions('global font={a {b} c} color=red\nimage; circle(1,2,3)');
    expect(lost).toEqual([{ line: 1, message: '"c}" is not understood.' }]);
  });

  it('are kept between quotes', () => {
    expect(read('image; circle(1,2,3) # text={a{b} tag="x}y" tag={c}')).toMatchObject([
      { text: 'a{b', tags: ['x}y', 'c'] },
    ]);
  });
});
