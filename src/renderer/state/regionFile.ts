import { AppError } from '../../core/errors/index.ts';
import {
  readRegions,
  writeRegions,
  type PhysicalGrid,
  type Region,
  type RegionFile,
  type RegionText,
} from '../../core/region/index.ts';
import type { Wcs } from '../../core/wcs/index.ts';
import type { EngineClient } from './engineClient.ts';

const MAX_BYTES = 32 * 2 ** 20;
const CARDS_AT_ONCE = 2000;

/** The regions of a file a person chose, and what of it could not be kept. */
export async function readRegionFile(
  file: File,
  wcs: Wcs | null,
  physical: PhysicalGrid | null,
): Promise<RegionFile> {
  if (file.size > MAX_BYTES)
    throw new AppError(
      'bad-argument',
      `A region file has at most ${MAX_BYTES} bytes; this file has ${file.size}.`,
      { remedy: 'Choose a .reg file.' },
    );
  const text = await file.text();
  if (text.includes('\0'))
    throw new AppError('bad-argument', 'This is not a region file: it holds bytes that are no text.', {
      remedy: 'Choose a .reg file.',
    });
  const found = readRegions(text, { wcs, ...(physical ? { physical } : {}) });
  if (found.regions.length === 0 && found.lost.length === 0)
    throw new AppError('no-data', 'There are no regions in this file.', { remedy: 'Choose another.' });
  return found;
}

/** Regions as the bytes of a file. */
export function regionFileOf(
  regions: readonly Region[],
  system: 'own' | 'image' | 'icrs' | 'fk5',
  wcs: Wcs | null,
): RegionText & { readonly blob: Blob } {
  const found = writeRegions(regions, { system, wcs });
  return { ...found, blob: new Blob([found.text], { type: 'text/plain' }) };
}

/** How physical pixels lie in those of an image, by LTVi and LTMi_i of its header; null where it has none. */
export async function physicalGridOf(
  client: EngineClient,
  handle: string,
  hdu: number,
): Promise<PhysicalGrid | null> {
  const keywords = new Map<string, number>();
  for (let start = 0; ; start += CARDS_AT_ONCE) {
    const { cards, total } = await client.call('header', { handle, hdu, start, count: CARDS_AT_ONCE });
    for (const { keyword, value } of cards)
      if (/^LT(V[12]|M[12]_[12])$/.test(keyword) && typeof value === 'number') keywords.set(keyword, value);
    if (start + CARDS_AT_ONCE >= total) break;
  }
  if (keywords.size === 0) return null;
  const ltm = [keywords.get('LTM1_1') ?? 1, keywords.get('LTM2_2') ?? 1] as const;
  return { ltv: [keywords.get('LTV1') ?? 0, keywords.get('LTV2') ?? 0], ltm };
}
