import { createHash } from 'node:crypto';
import type { Warning } from '../core/errors/index.ts';
import { carriedCards, headerCards, readHeader, scanHdus, type Hdu } from '../core/fits/index.ts';
import type { JobInput, JobOutput } from '../shared/jobs.ts';
import { withFile, type OpenedFile } from './files.ts';

const SAMPLES = 32;
const SAMPLE_BYTES = 4096;
const HASHED_HEADER_BYTES = 2 ** 20;

/** The structure of a file, and a hash that tells it apart from others of its size and time. */
export function scanFile({ path }: JobInput<'scan'>): JobOutput<'scan'> {
  return withFile(path, (file) => {
    const warnings: Warning[] = [];
    const { hdus } = scanHdus(file, (warning) => warnings.push(warning));
    return { file: file.identity, hash: sampleHash(file, hdus), hdus: hdus.map(cloneable), warnings };
  });
}

/** Some cards of a header, as text. */
export function headerText({ file, hdu, start, count }: JobInput<'header'>): JobOutput<'header'> {
  return withFile(file, (reader) => {
    const header = readHeader(reader, hdu);
    const cards = [];
    let at = 0;
    for (const card of headerCards(header)) {
      if (at >= start && cards.length < count) cards.push(card);
      at++;
    }
    return { cards, total: at };
  });
}

export function carriedTexts({ file, hdu, primary }: JobInput<'carriedCards'>): JobOutput<'carriedCards'> {
  return withFile(file, (reader) => {
    const first = hdu.index === primary.index ? undefined : readHeader(reader, primary);
    return carriedCards(readHeader(reader, hdu), first);
  });
}

/** SHA-256 of the headers' beginnings and of blocks spread over the file. */
function sampleHash(file: OpenedFile, hdus: readonly Hdu[]): string {
  const hash = createHash('sha256');
  let left = HASHED_HEADER_BYTES;
  for (const hdu of hdus) {
    const length = Math.min(left, hdu.dataOffset - hdu.headerOffset);
    if (length <= 0) break;
    hash.update(file.read(hdu.headerOffset, length));
    left -= length;
  }
  const step = Math.max(SAMPLE_BYTES, Math.floor(file.size / SAMPLES));
  for (let offset = 0; offset < file.size; offset += step) hash.update(file.read(offset, SAMPLE_BYTES));
  return hash.digest('hex');
}

/** An object without a prototype becomes a plain one on its way to another thread; this does it on purpose. */
function cloneable(hdu: Hdu): Hdu {
  return { ...hdu, wcsCards: { ...hdu.wcsCards } };
}
