import { expect, it } from 'vitest';
import {
  parseSky,
  sexagesimalText,
  type SkyAxis,
} from '../../../../src/renderer/features/regions/skyText.ts';

it.each<[SkyAxis, string, number | null]>([
  ['ra', '250.41875', 250.41875],
  ['ra', '16:41:40.5', 250.41875],
  ['ra', '16h41m40.5s', 250.41875],
  ['ra', ' 16 41 40.5 ', 250.41875],
  ['ra', '250d25m07.5s', 250.41875],
  ['dec', '-36:27:40', -36.461111111],
  ['dec', '-36d27m40s', -36.461111111],
  ['dec', '\u221236 27 40', -36.461111111],
  ['dec', '-0:30:00', -0.5],
  ['dec', '5h30m', null],
  ['ra', '16:61:00', null],
  ['ra', 'north', null],
  ['ra', '', null],
])('%s %s', (axis, text, wanted) => {
  const found = parseSky(axis, text);
  if (wanted === null) expect(found).toBeNull();
  else expect(found).toBeCloseTo(wanted, 8);
});

it('what is shown can be typed', () => {
  expect([sexagesimalText('ra', 250.41875), sexagesimalText('dec', -0.5)]).toEqual([
    '16:41:40.5000',
    '-00:30:00.000',
  ]);
});
