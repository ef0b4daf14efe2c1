import type { ColumnInfo } from './column.ts';
import { parseSexagesimal } from './skySexagesimal.ts';

/** How the angles of a column are written. */
export type AngleFormat =
  'degrees' | 'hours' | 'radians' | 'arcsec' | 'sexagesimal-hours' | 'sexagesimal-degrees';

/** What the columns of a table seem to be. Every guess says why, so that a person can judge it. */
export interface ColumnRoles {
  readonly sky?: {
    readonly ra: string;
    readonly dec: string;
    readonly raFormat: AngleFormat;
    readonly decFormat: AngleFormat;
    /** Both are known by their descriptor, or by a name that means nothing else. */
    readonly sure: boolean;
    readonly why: string;
  };
  readonly pixel?: {
    readonly x: string;
    readonly y: string;
    /** Number of the first pixel: 1 (FITS, Source Extractor) or 0 (photutils, SEP). */
    readonly base: 0 | 1;
    readonly sure: boolean;
    readonly why: string;
  };
  readonly properMotion?: { readonly ra: string; readonly dec: string };
  readonly parallax?: string;
  readonly magnitudes: readonly string[];
  /** A colour: one column, or the difference of two magnitudes, the bluer first. */
  readonly colour?: { readonly column: string } | { readonly blue: string; readonly red: string };
}

interface Candidate {
  readonly column: ColumnInfo;
  readonly score: number;
  readonly why: string;
}

/** Names in lower case without what separates; those that mean nothing else first. */
const RA_NAMES = `raj2000 _raj2000 raicrs _raicrs ra radeg ra2000 raj2000deg alphaj2000 alphawinj2000 alphapsfj2000
  rightascension skyra raepoch2000 skycentroidra rag ra1 meanra ramean alphasky alphawinsky alpha raj2000h rah`;
const DEC_NAMES = `dej2000 _dej2000 deicrs _deicrs dec decdeg dec2000 decj2000 _dec dej2000deg decj2000deg deltaj2000
  deltawinj2000 deltapsfj2000 declination skydec decepoch2000 skycentroiddec decg dec1 meandec decmean deltasky
  deltawinsky delta dedeg de`;
const PIXEL_NAMES: readonly (readonly [x: string, y: string, base: 0 | 1, sure: boolean, by: string])[] = [
  ['xwinimage', 'ywinimage', 1, true, 'Source Extractor counts pixels from 1'],
  ['ximage', 'yimage', 1, true, 'Source Extractor counts pixels from 1'],
  ['xpsfimage', 'ypsfimage', 1, true, 'Source Extractor counts pixels from 1'],
  ['xcentroid', 'ycentroid', 0, true, 'photutils counts pixels from 0'],
  ['xcentroidwin', 'ycentroidwin', 0, true, 'photutils counts pixels from 0'],
  ['xcenter', 'ycenter', 0, false, 'photutils counts pixels from 0'],
  ['xpeak', 'ypeak', 0, false, 'photutils and SEP count pixels from 0'],
  ['xfit', 'yfit', 0, true, 'photutils counts pixels from 0'],
  ['x0', 'y0', 0, false, 'photutils counts pixels from 0'],
  ['xpix', 'ypix', 1, false, 'FITS counts pixels from 1'],
  ['xpixel', 'ypixel', 1, false, 'FITS counts pixels from 1'],
  ['x', 'y', 1, false, 'FITS counts pixels from 1 (SEP writes x and y from 0)'],
];
/** Bands from blue to red, as the names of magnitudes begin or end. */
const BANDS = 'fuv nuv u b bp bt g v vt hp r rp i z y j h k ks w1 w2 w3 w4'.split(' ');

/** What the columns of a table seem to be, by unified content descriptor first, then name, unit and samples.
 *
 * Shape: `samples` holds some cells of text columns, by name, for sexagesimal angles. */
export function columnRoles(
  columns: readonly ColumnInfo[],
  samples: ReadonlyMap<string, readonly (string | null)[]> = new Map(),
): ColumnRoles {
  const sky = skyRole(columns, samples);
  const pixel = pixelRole(columns);
  const pmRa = byUcdOrName(columns, /^pos\.pm;pos\.eq\.ra|^pos_eq_pmra/i, [
    'pmra',
    'pmracosdec',
    'mualpha',
    'mura',
  ]);
  const pmDec = byUcdOrName(columns, /^pos\.pm;pos\.eq\.dec|^pos_eq_pmdec/i, [
    'pmde',
    'pmdec',
    'mudelta',
    'mudec',
  ]);
  const parallax = byUcdOrName(columns, /^pos\.parallax/i, ['plx', 'parallax', 'plxmas']);
  const magnitudes = columns.filter(isMagnitude).map((column) => column.name);
  const colour = colourRole(columns, magnitudes);
  return {
    ...(sky ? { sky } : {}),
    ...(pixel ? { pixel } : {}),
    ...(pmRa && pmDec ? { properMotion: { ra: pmRa, dec: pmDec } } : {}),
    ...(parallax === undefined ? {} : { parallax }),
    magnitudes,
    ...(colour ? { colour } : {}),
  };
}

function skyRole(
  columns: readonly ColumnInfo[],
  samples: ReadonlyMap<string, readonly (string | null)[]>,
): ColumnRoles['sky'] {
  const ra = best(columns, /^pos\.eq\.ra\b|^pos_eq_ra/i, RA_NAMES);
  const dec = best(columns, /^pos\.eq\.dec\b|^pos_eq_dec/i, DEC_NAMES);
  if (!ra || !dec) return undefined;
  const raFormat = angleFormat(ra.column, samples, 'hours');
  const decFormat = angleFormat(dec.column, samples, 'degrees');
  if (raFormat === null || decFormat === null) return undefined;
  const why = `${ra.column.name}: ${ra.why}; ${dec.column.name}: ${dec.why}.`;
  return {
    ra: ra.column.name,
    dec: dec.column.name,
    raFormat,
    decFormat,
    sure: Math.min(ra.score, dec.score) >= 50,
    why,
  };
}

/** The best by descriptor or name; an error or a motion is neither. */
function best(columns: readonly ColumnInfo[], ucd: RegExp, names: string): Candidate | undefined {
  const ranked = names.split(/\s+/);
  let found: Candidate | undefined;
  for (const column of columns) {
    if (/\/\s*(yr|a|year)|\byr-1|mag/i.test(column.unit)) continue;
    const rank = ranked.indexOf(plain(column.name));
    const main = ucd.test(column.ucd) && /meta\.main|_main/i.test(column.ucd);
    let score = 0;
    let why = '';
    if (ucd.test(column.ucd) && !/stat\.error/i.test(column.ucd)) {
      score = (main ? 200 : 100) + (rank < 0 ? 0 : 1);
      why = `its descriptor is ${column.ucd}`;
    } else if (rank >= 0) {
      const name = plain(column.name).replace(/^_/, '');
      score = name.length > 2 && !/^(alpha|delta)$/.test(name) ? 60 : name === 'ra' ? 55 : 20;
      score -= rank / 100;
      why = `by its name${column.unit === '' ? '' : ` and unit ${column.unit}`}`;
    }
    if (score > 0 && score > (found?.score ?? 0)) found = { column, score, why };
  }
  return found;
}

/** Null when the column cannot hold angles. */
function angleFormat(
  column: ColumnInfo,
  samples: ReadonlyMap<string, readonly (string | null)[]>,
  texts: 'hours' | 'degrees',
): AngleFormat | null {
  const unit = column.unit.trim().toLowerCase();
  if (column.type === 'text') {
    const cells = (samples.get(column.name) ?? []).filter((cell) => cell !== null && cell.trim() !== '');
    const angles = cells.filter((cell) => !Number.isNaN(parseSexagesimal(cell!, texts)));
    if (angles.length * 2 <= cells.length) return null;
    const inDegrees = /d:m:s|deg/.test(unit) || cells.some((cell) => /[dD°]/.test(cell!));
    return texts === 'hours' && !inDegrees ? 'sexagesimal-hours' : 'sexagesimal-degrees';
  }
  if (column.type === 'boolean') return null;
  if (/^(h|hr|hour|hours|hourangle)$/.test(unit)) return 'hours';
  if (/^rad/.test(unit)) return 'radians';
  return /^arcs/.test(unit) ? 'arcsec' : 'degrees';
}

function pixelRole(columns: readonly ColumnInfo[]): ColumnRoles['pixel'] {
  const numeric = columns.filter((column) => column.type !== 'text' && column.type !== 'boolean');
  for (const [x, y, base, sure, by] of PIXEL_NAMES) {
    const first = numeric.find((column) => plain(column.name) === x);
    const second = numeric.find((column) => plain(column.name) === y);
    if (first && second) {
      return {
        x: first.name,
        y: second.name,
        base,
        sure,
        why: `${first.name} and ${second.name} by name; ${by}.`,
      };
    }
  }
  return undefined;
}

function byUcdOrName(
  columns: readonly ColumnInfo[],
  ucd: RegExp,
  names: readonly string[],
): string | undefined {
  const numeric = columns.filter((column) => column.type !== 'text' && column.type !== 'boolean');
  const described = numeric.find((column) => ucd.test(column.ucd) && !/stat\.error/i.test(column.ucd));
  return (described ?? numeric.find((column) => names.includes(plain(column.name))))?.name;
}

function isMagnitude(column: ColumnInfo): boolean {
  if (column.type === 'text' || column.type === 'boolean' || /^(e_|err|sig)|err(or)?$/i.test(column.name))
    return false;
  if (/stat\.error/i.test(column.ucd) || isColour(column)) return false;
  return /^phot\.mag\b|^phot_mag/i.test(column.ucd) || bandOf(column.name) >= 0 || column.unit === 'mag';
}

function isColour(column: ColumnInfo): boolean {
  if (/^phot\.color\b|^phot_ci/i.test(column.ucd)) return !/stat\.error/i.test(column.ucd);
  return /^(b[-_.]?v|v[-_.]?i|bp[-_]?rp|g[-_.]r|g[-_]?rp|j[-_.]?ks?|b[-_.]r|colou?r)$/i.test(column.name);
}

function colourRole(columns: readonly ColumnInfo[], magnitudes: readonly string[]): ColumnRoles['colour'] {
  const column = columns.find((info) => info.type !== 'text' && info.type !== 'boolean' && isColour(info));
  if (column) return { column: column.name };
  const banded = magnitudes.filter((name) => bandOf(name) >= 0).sort((a, b) => bandOf(a) - bandOf(b));
  const blue = banded[0];
  const red = banded.find((name) => bandOf(name) > bandOf(blue!));
  return blue === undefined || red === undefined ? undefined : { blue, red };
}

/** Place of a magnitude's band from blue to red, -1 when the name is no magnitude's. */
function bandOf(name: string): number {
  const match = /^(?:phot_)?([a-z]{1,3}\d?)_?(?:mean_)?mag$|^mag_?([a-z]{1,3}\d?)$/i.exec(name);
  return match ? BANDS.indexOf((match[1] ?? match[2]!).toLowerCase()) : -1;
}

/** A name in lower case, without its separators but with a leading _ (VizieR's computed columns). */
function plain(name: string): string {
  return (
    name.slice(0, 1).toLowerCase() +
    name
      .slice(1)
      .toLowerCase()
      .replace(/[_\s.-]/g, '')
  );
}
