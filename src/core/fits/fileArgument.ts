import { AppError } from '../errors/index.ts';
import { quoted } from './asciiText.ts';

/** Which HDU is meant: by number from 0, or by EXTNAME (any case) and EXTVER. */
export type HduSelector = { readonly index: number } | { readonly name: string; readonly ver?: number };

/** A rectangle of pixels, 1-based and inclusive; Infinity where it runs to the end of the axis. */
export interface Section {
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

export interface FileArgument {
  readonly file: string;
  readonly hdu?: HduSelector;
  readonly section?: Section;
}

const ALLOWED = 'allowed are [1], [SCI], [SCI,1], [10:20,30:40] and [1][10:20,30:40]';
const MAX_GROUPS = 2;

/** Splits cfitsio's suffixes off a file argument.
 *
 * Only groups at the very end count, since a file's name may hold brackets. A first suffix is an HDU or a
 * section, a second one a section; `*` is a whole axis.
 * Errors: `bad-suffix` for a group that is neither. */
export function parseFileArgument(text: string): FileArgument {
  const groups: string[] = [];
  let file = text;
  while (file.endsWith(']')) {
    const open = file.lastIndexOf('[');
    if (open <= 0) break;
    groups.unshift(file.slice(open + 1, -1));
    file = file.slice(0, open);
  }
  if (groups.length > MAX_GROUPS) throw badSuffix(groups.join(']['), `has ${groups.length} groups`);
  const [first, second] = groups;
  if (first === undefined) return { file };
  if (second !== undefined) {
    if (isSection(first)) throw badSuffix(`${first}][${second}`, 'has something after the section');
    return { file, hdu: parseHdu(first), section: parseSection(second) };
  }
  return isSection(first) ? { file, section: parseSection(first) } : { file, hdu: parseHdu(first) };
}

/** A section with its open ends at the borders of the image.
 *
 * Errors: `bad-suffix` for a section that leaves the image. */
export function resolveSection(section: Section, width: number, height: number): Section {
  const x1 = section.x1 === Infinity ? width : section.x1;
  const y1 = section.y1 === Infinity ? height : section.y1;
  const { x0, y0 } = section;
  if (x0 >= 1 && y0 >= 1 && x0 <= x1 && y0 <= y1 && x1 <= width && y1 <= height) return { x0, x1, y0, y1 };
  throw new AppError(
    'bad-suffix',
    `The section [${x0}:${x1},${y0}:${y1}] leaves the image, which is [1:${width},1:${height}].`,
    { details: { section, width, height } },
  );
}

function isSection(group: string): boolean {
  return group.includes(':') || group.includes('*');
}

function parseHdu(group: string): HduSelector {
  const parts = group.split(',').map((part) => part.trim());
  const [name = '', version] = parts;
  if (name === '' || parts.length > 2) throw badSuffix(group, 'names no HDU');
  if (/^\d+$/.test(name)) {
    const index = Number(name);
    if (version !== undefined || index > 999_999) throw badSuffix(group, 'names no HDU');
    return { index };
  }
  if (version === undefined) return { name };
  if (!/^\d{1,9}$/.test(version)) throw badSuffix(group, 'has a version that is not a whole number');
  return { name, ver: Number(version) };
}

function parseSection(group: string): Section {
  const ranges = group.split(',').map((part) => part.trim());
  const [x, y] = ranges;
  if (x === undefined || y === undefined || ranges.length > 2) {
    throw badSuffix(group, 'is not a range of columns and a range of rows');
  }
  const [x0, x1] = parseRange(x, group);
  const [y0, y1] = parseRange(y, group);
  return { x0, x1, y0, y1 };
}

function parseRange(text: string, group: string): [number, number] {
  if (text === '*') return [1, Infinity];
  const match = /^(\d{1,15}) *: *(\d{1,15})$/.exec(text);
  if (match === null) throw badSuffix(group, 'is not a section of whole pixel numbers');
  const from = Number(match[1]);
  const to = Number(match[2]);
  if (from < 1 || to < from) throw badSuffix(group, 'does not count upwards from 1');
  return [from, to];
}

function badSuffix(group: string, fault: string): AppError {
  return new AppError('bad-suffix', `The suffix ${quoted(`[${group}]`)} ${fault}; ${ALLOWED}.`, {
    details: { suffix: group },
  });
}
