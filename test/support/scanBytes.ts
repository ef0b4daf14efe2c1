import type { Warning } from '../../src/core/errors/index.ts';
import { readerOfBytes, scanHdus, type Hdu } from '../../src/core/fits/index.ts';
import { extensionCards, imageCards, pixelData, type HduInput } from './buildFits.ts';

export interface ScanOutcome {
  readonly hdus: Hdu[];
  readonly codes: string[];
  readonly messages: string[];
}

/** Scans the bytes of a file and keeps what was warned of. */
export function scanBytes(bytes: Uint8Array): ScanOutcome {
  const warnings: Warning[] = [];
  const { hdus } = scanHdus(readerOfBytes(bytes), (warning) => warnings.push(warning));
  return { hdus, codes: warnings.map((w) => w.code), messages: warnings.map((w) => w.message) };
}

export const emptyPrimary: HduInput = { cards: imageCards(8, [], [['EXTEND', true]]) };

/** An IMAGE extension SCI of two pixels. */
export const smallImage: HduInput = {
  cards: extensionCards('IMAGE', 16, [2, 1], [['EXTNAME', 'SCI']]),
  data: pixelData(16, [1, 2]),
};
