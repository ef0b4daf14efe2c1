import { packColour } from '../../../core/colormap/index.ts';

export interface PlotColour {
  readonly css: string;
  /** As in ImageData: alpha, blue, green, red from the highest byte. */
  readonly packed: number;
}

/** The colours of a plot, from the tokens of the window. */
export interface PlotTheme {
  readonly light: boolean;
  readonly page: PlotColour;
  readonly area: PlotColour;
  readonly line: PlotColour;
  readonly lineStrong: PlotColour;
  readonly text: PlotColour;
  readonly muted: PlotColour;
  readonly point: PlotColour;
  readonly accent: PlotColour;
  readonly star: PlotColour;
  readonly good: PlotColour;
  readonly bar: PlotColour;
  /** Of categories 0, 1, …; more of them begin again. */
  readonly categories: readonly PlotColour[];
  /** 256 colours of rising density, of all points and of the selected ones, and of those that are not selected. */
  readonly density: Uint32Array;
  readonly densitySelected: Uint32Array;
  readonly densityRest: Uint32Array;
}

type TokenName =
  | 'page'
  | 'area'
  | 'areaOfLight'
  | 'line'
  | 'lineStrong'
  | 'text'
  | 'muted'
  | 'point'
  | 'accent'
  | 'star'
  | 'good'
  | 'bar';

/** Token of each colour, and what it is where the page has no such token. */
const TOKENS: Readonly<Record<TokenName, readonly [token: string, otherwise: string]>> = {
  page: ['--surface-1', '#14181d'],
  area: ['--surface-0', '#0d1014'],
  areaOfLight: ['--surface-2', '#ffffff'],
  line: ['--line', '#262d36'],
  lineStrong: ['--line-strong', '#3a4450'],
  text: ['--text', '#d8dee6'],
  muted: ['--text-muted', '#8b97a5'],
  point: ['--accent', '#63b8cc'],
  accent: ['--accent', '#63b8cc'],
  star: ['--star', '#f0a04b'],
  good: ['--good', '#7cc08d'],
  bar: ['--histogram', '#566372'],
};

/** Colours that stay apart for the colour-blind: hues after Okabe and Ito (2008) without their orange, which is kept
 * for noise and for the selection; lightness alternates, so that neighbours differ in it too. */
const CATEGORIES_ON_DARK =
  '#56b4e9 #2fbf8f #cc79a7 #f0e442 #8f7ee8 #d9f0a3 #e0605c #a8e4f0 #9a7b4f #4a7fd8'.split(' ');
const CATEGORIES_ON_LIGHT =
  '#0072b2 #00836a #b04a86 #b3a000 #5b3fc0 #6b8e23 #a82420 #2b9cb8 #6e4f25 #20306e'.split(' ');

const RAMPS_ON_DARK = {
  density: '#28505c #3f8598 #63b8cc #b8e6ef #ffffff',
  selected: '#8a5420 #d98530 #f0a04b #ffd39b #fff4e4',
  rest: '#2a323b #3c4650 #55616e #7b8795',
};
const RAMPS_ON_LIGHT = {
  density: '#9fc9d4 #5aa3b5 #1c7a91 #0a4c5e #032028',
  selected: '#f0b070 #d98128 #b85c00 #7a3b00 #3c1c00',
  rest: '#cfd5db #b5bec7 #97a2ad #74808c',
};

/** The theme as the tokens stand at `host`, or as they would for white paper. Tokens may be any CSS expression, so the
 * browser resolves them on a probe. */
export function readPlotTheme(host: HTMLElement, paper = false): PlotTheme {
  const probe = host.ownerDocument.createElement('span');
  probe.hidden = true;
  if (paper) probe.style.colorScheme = 'light';
  host.append(probe);
  const canvas = host.ownerDocument.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const read = (name: TokenName): PlotColour => {
    const [token, otherwise] = TOKENS[name];
    if (!context) return colourOf(otherwise);
    probe.style.color = `var(${token}, ${otherwise})`;
    context.fillStyle = getComputedStyle(probe).color;
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
    return colourOf(hexText(red, green, blue));
  };
  const theme = themeOf(read);
  probe.remove();
  const white = colourOf('#ffffff');
  return paper ? { ...theme, page: white, area: white } : theme;
}

/** A theme from the colour of every token. */
function themeOf(read: (name: TokenName) => PlotColour): PlotTheme {
  const page = read('page');
  const light = (page.packed & 255) > 128;
  const ramps = light ? RAMPS_ON_LIGHT : RAMPS_ON_DARK;
  return {
    light,
    page,
    area: read(light ? 'areaOfLight' : 'area'),
    line: read('line'),
    lineStrong: read('lineStrong'),
    text: read('text'),
    muted: read('muted'),
    point: read('point'),
    accent: read('accent'),
    star: read('star'),
    good: read('good'),
    bar: read('bar'),
    categories: (light ? CATEGORIES_ON_LIGHT : CATEGORIES_ON_DARK).map(colourOf),
    density: ramp(ramps.density),
    densitySelected: ramp(ramps.selected),
    densityRest: ramp(ramps.rest),
  };
}

/** The dark theme of the tokens, for where there is no page. */
export const PLAIN_THEME: PlotTheme = themeOf((name) => colourOf(TOKENS[name][1]));

export function categoryColour(theme: PlotTheme, category: number): PlotColour {
  return theme.categories[category % theme.categories.length]!;
}

function colourOf(hex: string): PlotColour {
  const value = Number.parseInt(hex.slice(1), 16);
  return { css: hex, packed: packColour((value >> 16) & 255, (value >> 8) & 255, value & 255) };
}

/** A packed colour as CSS text. */
export function cssOf(packed: number): string {
  return hexText(packed & 255, (packed >>> 8) & 255, (packed >>> 16) & 255);
}

function hexText(red: number, green: number, blue: number): string {
  return `#${((1 << 24) | (red << 16) | (green << 8) | blue).toString(16).slice(1)}`;
}

function ramp(corners: string): Uint32Array {
  const colours = corners.split(' ').map((hex) => colourOf(hex).packed);
  const packed = new Uint32Array(256);
  for (let i = 0; i < 256; i++) {
    const place = (i / 255) * (colours.length - 1);
    const k = Math.min(Math.floor(place), colours.length - 2);
    packed[i] = mixed(colours[k]!, colours[k + 1]!, place - k);
  }
  return packed;
}

/** The colour at `share` of the way from one packed colour to another. */
export function mixed(from: number, to: number, share: number): number {
  const part = (share * 256) | 0;
  const red = (from & 255) + ((((to & 255) - (from & 255)) * part) >> 8);
  const green = ((from >>> 8) & 255) + (((((to >>> 8) & 255) - ((from >>> 8) & 255)) * part) >> 8);
  const blue = ((from >>> 16) & 255) + (((((to >>> 16) & 255) - ((from >>> 16) & 255)) * part) >> 8);
  return packColour(red, green, blue);
}
