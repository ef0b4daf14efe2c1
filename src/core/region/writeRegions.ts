import type { Wcs } from '../wcs/index.ts';
import { pixelShape, skyShape } from './onSky.ts';
import { filePropertiesText } from './fileProperties.ts';
import { centreOf, mapPlaces, scaledShape } from './geometry.ts';
import type { RegionLoss } from './readRegions.ts';
import { POINT_SIZE, REGION_DEFAULTS, type NewRegion, type RegionPoint, type RegionShape } from './region.ts';
import { fromIcrsTo, northOf } from './skySystems.ts';

export interface WriteRegionsOptions {
  /** What the file's numbers are; `own` leaves every region in its own system. */
  readonly system: 'own' | 'image' | 'icrs' | 'fk5';
  readonly wcs?: Wcs | null;
}

export interface RegionText {
  readonly text: string;
  /** How many regions are in it. */
  readonly written: number;
  readonly lost: readonly RegionLoss[];
}

const HEAD = `# Region file format: DS9 version 4.1
global color=green dashlist=8 3 width=1 font="helvetica 10 normal roman" select=1 highlite=1 dash=0 fixed=0 edit=1 move=1 delete=1 include=1 source=1
`;

/** Regions as a DS9 region file, and a list of what could not be kept.
 *
 * Method: a line for each region, a line for each change of system; numbers with all their digits; on the sky lengths are
 *         in arcseconds. Properties are written where they are not DS9's defaults.
 * Units:  FITS pixels of the whole image, or degrees.
 * Errors: none: a region without a place in the system asked for is in `lost`. */
export function writeRegions(regions: readonly NewRegion[], options: WriteRegionsOptions): RegionText {
  const lost: RegionLoss[] = [];
  const lines: string[] = [];
  let system = '';
  let written = 0;
  for (const [index, region] of regions.entries()) {
    const name = region.text === '' ? `Region ${index + 1}` : `"${region.text}"`;
    const wanted = options.system === 'own' ? region.system : options.system;
    const shape = shapeIn(wanted, region, options.wcs ?? null);
    if (!shape) {
      lost.push({ line: null, message: `${name} has no place in ${wanted} coordinates of this image.` });
      continue;
    }
    if (wanted !== system) lines.push(wanted);
    system = wanted;
    const looks = looksText(region, (message) =>
      lost.push({ line: null, message: `Of ${name}: ${message}.` }),
    );
    lines.push(`${region.include ? '' : '-'}${shapeText(shape, wanted !== 'image')}${looks}`);
    written++;
  }
  return { text: `${HEAD}${lines.join('\n')}${lines.length > 0 ? '\n' : ''}`, written, lost };
}

function shapeIn(system: 'image' | 'icrs' | 'fk5', region: NewRegion, wcs: Wcs | null): RegionShape | null {
  if (system === 'image') return pixelShape(region, wcs);
  const shape = region.system === 'icrs' ? region.shape : wcs && skyShape(region.shape, wcs);
  if (!shape || system === 'icrs') return shape;
  const placed = mapPlaces(shape, (point) => fromIcrsTo(system, point));
  return scaledShape(placed, 1, -northOf(system, centreOf(shape)));
}

function shapeText(shape: RegionShape, sky: boolean): string {
  const pair = ([x, y]: RegionPoint): string => `${x},${y}`;
  const length = (value: number): string => (sky ? `${value * 3600}"` : `${value}`);
  const sides = (outer: readonly [number, number], inner: readonly [number, number] | undefined): string =>
    [...(inner ?? []), ...outer].map(length).join(',');
  switch (shape.kind) {
    case 'point':
      return `point(${pair(shape.centre)})`;
    case 'line':
      return `line(${pair(shape.from)},${pair(shape.to)})`;
    case 'circle':
      return `circle(${pair(shape.centre)},${length(shape.radius)})`;
    case 'annulus':
      return `annulus(${pair(shape.centre)},${length(shape.inner)},${length(shape.outer)})`;
    case 'ellipse':
      return `ellipse(${pair(shape.centre)},${sides(shape.radii, shape.inner)},${shape.angle})`;
    case 'box':
      return `box(${pair(shape.centre)},${sides(shape.size, shape.inner)},${shape.angle})`;
    case 'polygon':
      return `polygon(${shape.corners.map(pair).join(',')})`;
  }
}

function looksText(region: NewRegion, lose: (message: string) => void): string {
  const { shape } = region;
  const parts: string[] = [];
  if (shape.kind === 'point')
    parts.push(`point=${shape.style}${shape.size === POINT_SIZE ? '' : ` ${shape.size}`}`);
  if (region.colour !== REGION_DEFAULTS.colour) parts.push(`color=${region.colour}`);
  if (region.width !== REGION_DEFAULTS.width) parts.push(`width=${region.width}`);
  if (region.dashed) parts.push('dash=1');
  if (region.text !== '') parts.push(`text=${quoted(region.text, 'text', lose)}`);
  for (const tag of region.tags) parts.push(`tag=${quoted(tag, 'tag', lose)}`);
  if (region.file) parts.push(...filePropertiesText(region.file));
  if (region.background) parts.push('background');
  return parts.length === 0 ? '' : ` # ${parts.join(' ')}`;
}

/** Text between marks that it does not hold itself. */
function quoted(text: string, what: string, lose: (message: string) => void): string {
  let plain = text;
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f]/.test(plain)) {
    // eslint-disable-next-line no-control-regex
    plain = plain.replace(/[\u0000-\u001f\u007f]/g, ' ');
    lose(`ends of lines and tabs in its ${what} are blanks`);
  }
  if (!plain.includes('}')) return `{${plain}}`;
  if (!plain.includes('"')) return `"${plain}"`;
  if (!plain.includes("'")) return `'${plain}'`;
  lose(`"}" in its ${what} is ")"`);
  return `{${plain.replaceAll('}', ')')}}`;
}
