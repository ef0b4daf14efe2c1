import { errorFromRecord, errorRecord, type ErrorRecord, type WarningSink } from '../errors/index.ts';
import { asciiText } from './asciiText.ts';
import type { ByteReader } from './byteReader.ts';
import { describeHdu, type HduPlace } from './describeHdu.ts';
import type { Hdu } from './hdu.ts';
import type { Header } from './header.ts';
import { CARD_BYTES, FITS_LIMITS, paddedBytes } from './limits.ts';
import { notFits } from './lookAlike.ts';
import { readHeaderAt } from './readHeader.ts';

/** Lists the HDUs of a FITS file, reading headers only.
 *
 * A damaged HDU never loses the others: where its size is known it is listed with its `problem` and stepped
 * over, where it is not the scan ends there, with a warning. What is readable but not right is a warning as well.
 * Errors: `not-fits` where the file does not start as FITS; the fault of a damaged HDU (`bad-header`,
 * `truncated`, `not-supported`) where no other HDU has data.
 * Cost: the header bytes, at most FITS_LIMITS.headerBytesPerFile. */
export function scanHdus(reader: ByteReader, warn: WarningSink): { readonly hdus: Hdu[] } {
  const start = reader.read(0, CARD_BYTES);
  if (start.length < CARD_BYTES || !startsWith(start, 'SIMPLE  =')) throw notFits(start, reader.size);
  const hdus: Hdu[] = [];
  let stopped: ErrorRecord | undefined;
  let primary: Header | undefined;
  let headerBytes = 0;
  for (let offset = 0; offset < reader.size;) {
    if (hdus.length > 0 && !startsWith(reader.read(offset, CARD_BYTES), 'XTENSION=')) {
      warnJunk(reader.size - offset, offset, warn);
      break;
    }
    if (hdus.length >= FITS_LIMITS.hdus || headerBytes > FITS_LIMITS.headerBytesPerFile) {
      warn({ code: 'too-many-hdus', message: tooMany(hdus.length, offset) });
      break;
    }
    try {
      const hdu = scanOne(reader, { index: hdus.length, headerOffset: offset, primary }, warn);
      primary ??= hdu.header;
      hdus.push(hdu.hdu);
      headerBytes += hdu.hdu.dataOffset - offset;
      offset = hdu.hdu.dataOffset + paddedBytes(hdu.hdu.dataBytes);
    } catch (error) {
      stopped = errorRecord(error);
      if (stopped.code === 'internal') throw error;
      break;
    }
  }
  reportFaults(hdus, stopped, warn);
  return { hdus };
}

function scanOne(
  reader: ByteReader,
  at: { readonly index: number; readonly headerOffset: number; readonly primary: Header | undefined },
  warn: WarningSink,
): { readonly hdu: Hdu; readonly header: Header } {
  const where = `HDU ${at.index}`;
  const { header, dataOffset, afterEnd } = readHeaderAt(reader, at.headerOffset, where);
  const place: HduPlace = { ...at, dataOffset, fileBytes: reader.size };
  const hdu = describeHdu(header, place, warn);
  if (afterEnd) {
    warn({
      code: 'text-after-end',
      message: `${where}: what follows END in its header is not blank and was ignored.`,
    });
  }
  return { hdu, header };
}

/** Throws the first fault where nothing else in the file has data, and warns of each fault where something has. */
function reportFaults(hdus: readonly Hdu[], stopped: ErrorRecord | undefined, warn: WarningSink): void {
  const faults = hdus.flatMap((hdu) => (hdu.problem === undefined ? [] : [hdu.problem]));
  if (stopped !== undefined) faults.push(stopped);
  if (faults.length === 0) return;
  const whole = hdus.some((hdu) => hdu.problem === undefined && hdu.dataBytes > 0);
  if (!whole) throw errorFromRecord(faults[0]);
  for (const fault of faults) {
    const rest = fault === stopped ? ' The file is read up to there.' : '';
    warn({ code: 'damaged-hdu', message: `${fault.message}${rest}` });
  }
}

function warnJunk(bytes: number, offset: number, warn: WarningSink): void {
  warn({
    code: 'junk-after-data',
    message: `${bytes} bytes after the last HDU, from byte ${offset}, are not FITS and were ignored.`,
  });
}

function tooMany(count: number, offset: number): string {
  return `The file is read up to HDU ${count - 1} (byte ${offset}): at most ${FITS_LIMITS.hdus} HDUs and ${FITS_LIMITS.headerBytesPerFile} bytes of headers are listed.`;
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  return asciiText(bytes, 0, Math.min(bytes.length, text.length)).toUpperCase() === text;
}
