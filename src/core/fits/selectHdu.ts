import { AppError, errorFromRecord } from '../errors/index.ts';
import type { HduSelector } from './fileArgument.ts';
import { hduLabel, type Hdu } from './hdu.ts';

const MOST_LISTED = 12;

/** The HDU a selector means, whatever it holds.
 *
 * Errors: `not-found`, listing the HDUs there are. */
export function findHdu(hdus: readonly Hdu[], selector: HduSelector): Hdu {
  const found = 'index' in selector ? hdus[selector.index] : byName(hdus, selector.name, selector.ver);
  if (found !== undefined) return found;
  throw new AppError(
    'not-found',
    `There is no HDU ${selectorText(selector)}; the file has ${listed(hdus)}.`,
    {
      details: { selector },
    },
  );
}

/** The image a selector means; without one the first HDU with image data.
 *
 * Errors: `not-found` where no HDU answers the selector, `no-image` where there are no pixels, both listing the
 * HDUs there are; the fault of an HDU that is damaged. */
export function selectHdu(hdus: readonly Hdu[], selector?: HduSelector): Hdu {
  if (selector === undefined) {
    const first = hdus.find((hdu) => hasPixels(hdu) && hdu.problem === undefined);
    if (first !== undefined) return first;
    const damaged = hdus.find((hdu) => hdu.problem !== undefined && hasPixels(hdu));
    if (damaged?.problem !== undefined) throw errorFromRecord(damaged.problem);
    throw new AppError('no-image', `The file has no image data; it has ${listed(hdus)}.`);
  }
  const hdu = findHdu(hdus, selector);
  if (hdu.problem !== undefined) throw errorFromRecord(hdu.problem);
  if (hasPixels(hdu)) return hdu;
  throw new AppError('no-image', `${hduLabel(hdu)} has no image data; the file has ${listed(hdus)}.`, {
    details: { hdu: hdu.index },
  });
}

/** Whether an HDU holds an image of at least one pixel. */
export function hasPixels(hdu: Hdu): boolean {
  return hdu.type === 'image' && hdu.naxis.length > 0 && hdu.naxis.every((length) => length > 0);
}

function byName(hdus: readonly Hdu[], name: string, version: number | undefined): Hdu | undefined {
  const wanted = name.toUpperCase();
  const fits = (hdu: Hdu) => version === undefined || hdu.extver === version;
  const found = hdus.find((hdu) => hdu.name.toUpperCase() === wanted && fits(hdu));
  return found ?? (wanted === 'PRIMARY' && version === undefined ? hdus[0] : undefined);
}

function selectorText(selector: HduSelector): string {
  if ('index' in selector) return String(selector.index);
  return selector.ver === undefined ? selector.name : `${selector.name},${selector.ver}`;
}

function listed(hdus: readonly Hdu[]): string {
  const names = hdus.slice(0, MOST_LISTED).map((hdu) => `${hduLabel(hdu)} (${contentText(hdu)})`);
  const more = hdus.length - names.length;
  return names.join(', ') + (more > 0 ? ` and ${more} more` : '');
}

function contentText(hdu: Hdu): string {
  if (hdu.type === 'image') return `image ${hdu.naxis.join(' x ')}`;
  return hdu.rows === undefined ? hdu.type : `${hdu.type}, ${hdu.rows} rows`;
}
