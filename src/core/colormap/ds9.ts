import { coloursOfChannels, coloursOfTable, type Channel, type Channels } from './channels.ts';
import { pow, sin } from '../math/index.ts';

/** Corners as text: place and level, one pair after another. */
function channel(text: string): Channel {
  const numbers = text.split(' ').map(Number);
  return Array.from(
    { length: numbers.length / 2 },
    (_, i) => [numbers[2 * i]!, numbers[2 * i + 1]!] as const,
  );
}

const RAMP = '0 0 1 1';
const NONE = '0 0 1 0';

/** Maps by corners of their channels: red, green, blue.
 * Source: the numbers and formulas by which SAOImage DS9 8 (Smithsonian Astrophysical Observatory) shows these maps, the
 * older ones from IRAF, SAOimage and AIPS: facts of public origin, without any of its code. */
const BY_CHANNELS = {
  grey: [RAMP, RAMP, RAMP],
  red: [RAMP, NONE, NONE],
  green: [NONE, RAMP, NONE],
  blue: [NONE, NONE, RAMP],
  a: ['0 0 .25 0 .5 1 1 1', '0 0 .25 1 .5 0 .77 0 1 1', '0 0 .125 0 .5 1 .64 .5 .77 0 1 0'],
  b: ['0 0 .25 0 .5 1 1 1', '0 0 .5 0 .75 1 1 1', '0 0 .25 1 .5 0 .75 0 1 1'],
  bb: ['0 0 .5 1 1 1', '0 0 .25 0 .75 1 1 1', '0 0 .5 0 1 1'],
  he: [
    '0 0 .015 .5 .25 .5 .5 .75 1 1',
    '0 0 .065 0 .125 .5 .25 .75 .5 .81 1 1',
    '0 0 .015 .125 .03 .375 .065 .625 .25 .25 1 1',
  ],
  heat: ['0 0 .34 1 1 1', RAMP, '0 0 .65 0 .98 1 1 1'],
  cool: ['0 0 .29 0 .76 .1 1 1', '0 0 .22 0 .96 1 1 1', '0 0 .53 1 1 1'],
  rainbow: ['0 1 .2 0 .6 0 .8 1 1 1', '0 0 .2 0 .4 1 .8 1 1 0', '0 1 .4 1 .6 0 1 0'],
  standard: [
    '0 0 .333 .3 .333 0 .666 .3 .666 .3 1 1',
    '0 0 .333 .3 .333 .3 .666 1 .666 0 1 .3',
    '0 0 .333 1 .333 0 .666 .3 .666 0 1 .3',
  ],
} as const;

/** Maps by entries, each as wide as any other. Source: as above. */
const BY_ENTRIES = {
  i8: '0 0 0 0 1 0 0 0 1 0 1 1 1 0 0 1 1 0 1 0 1 1 1 1',
  aips0: '.196 .196 .196 .475 0 .608 0 0 .785 .373 .655 .925 0 .596 0 0 .965 0 1 1 0 1 .694 0 1 0 0',
  color:
    '0 0 0 .18431 .18431 .18431 .37255 .37255 .37255 .56078 .56078 .56078 .74902 .74902 .74902 ' +
    '.93725 .93725 .93725 0 .18431 .93725 0 .37255 .74902 0 .49804 .49804 0 .74902 .3098 0 .93725 0 ' +
    '.3098 .62353 0 .49804 .49804 0 .62353 .3098 0 .93725 0 0 .74902 0 .3098',
} as const;

/** Every twelfth of the 200 entries of the map sls; those between are linear, those from 192 on white. */
const SLS =
  '0 0 0 .5213 0 .6346 .3466 0 .702 0 0 .8243 0 .2378 1 0 .6066 1 0 .9082 .7036 0 .8327 .3805 0 .828 .0728 ' +
  '.398 .902 0 .7934 .902 0 1 .8436 .0478 .9487 .6191 .0934 1 .3948 0 .9801 0 0 .69 0 0 1 1 1';

export type Ds9MapName = keyof typeof BY_CHANNELS | keyof typeof BY_ENTRIES | 'sls' | 'hsv' | 'staircase';

/** The 256 colours of a map of SAOImage DS9, as red, green and blue levels. */
export function ds9Colours(name: Ds9MapName): Uint8Array {
  switch (name) {
    case 'i8':
    case 'aips0':
    case 'color':
      return coloursOfTable(BY_ENTRIES[name].split(' ').map(Number));
    case 'staircase':
      return coloursOfTable(staircase());
    case 'sls':
      return coloursOfTable(sls());
    case 'hsv':
      return coloursOfTable(hsv());
    default:
      return coloursOfChannels(BY_CHANNELS[name].map(channel) as unknown as Channels);
  }
}

/** Five steps each of blue, green and red. */
function staircase(): number[] {
  return [2, 1, 0].flatMap((bright) =>
    [0.2, 0.4, 0.6, 0.8, 1].flatMap((step) => [0, 1, 2].map((k) => (k === bright ? step : 0.3 * step))),
  );
}

function sls(): number[] {
  const corners = SLS.split(' ').map(Number);
  return Array.from({ length: 600 }, (_, at) => {
    const place = Math.min(Math.floor(at / 3) / 12, 16);
    const corner = Math.min(Math.floor(place), 15);
    const low = corners[3 * corner + (at % 3)]!;
    return low + (corners[3 * corner + 3 + (at % 3)]! - low) * (place - corner);
  });
}

/** The hue goes once round while the value rises as a cube root, and saturation is highest in the middle. */
function hsv(): number[] {
  const table: number[] = [];
  for (let i = 0; i < 200; i++) {
    const rest = 1 - i / 199;
    const hue = ((rest * 360 + 270) % 360) / 60;
    const saturation = Math.abs(sin(rest * 3.1416));
    const value = pow(i / 199, 1 / 3);
    for (const turn of [5, 3, 1]) {
      const k = (turn + hue) % 6;
      table.push(value * (1 - saturation * Math.max(0, Math.min(k, 4 - k, 1))));
    }
  }
  return table;
}
