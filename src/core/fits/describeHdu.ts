import { errorRecord, type ErrorRecord, type WarningSink } from '../errors/index.ts';
import { quoted } from './asciiText.ts';
import {
  extensionWord,
  readGeometry,
  refuseImpossibleClaim,
  simpleFault,
  type Geometry,
} from './geometry.ts';
import type { Hdu, Scaling, TableColumn, TileCompression } from './hdu.ts';
import { headerInteger, headerLogical, headerString, type Header } from './header.ts';
import { FITS_LIMITS, paddedBytes } from './limits.ts';
import { readScaling, UNSCALED } from './scaling.ts';
import { readColumns } from './tableColumns.ts';
import { isCompressedImage, readCompressedImage } from './tileCompression.ts';
import { readWcsCards } from './wcsCards.ts';

/** Where an HDU stands in its file. */
export interface HduPlace {
  readonly index: number;
  readonly headerOffset: number;
  readonly dataOffset: number;
  readonly fileBytes: number;
  readonly primary: Header | undefined;
}

/** What the header says of the data beyond their size; filled in as far as the header is right. */
interface Content {
  type: Hdu['type'];
  bitpix: number;
  naxis: readonly number[];
  scaling: Scaling;
  columns?: readonly TableColumn[];
  rows?: number;
  compression?: TileCompression;
}

/** The description of an HDU from its header.
 *
 * Errors: `bad-header` where not even the size of the data can be known; every other fault becomes the
 * description's `problem`, so that the HDUs after it can be reached. */
export function describeHdu(header: Header, place: HduPlace, warn: WarningSink): Hdu {
  const { index, headerOffset, dataOffset, fileBytes } = place;
  const where = `HDU ${index}`;
  const geometry = readGeometry(header, where, index === 0);
  const { dataBytes } = geometry;
  const availableBytes = Math.min(dataBytes, Math.max(0, fileBytes - dataOffset));
  const content: Content = { ...geometry, scaling: UNSCALED };
  const problem = faultOf(() => {
    if (!holdsRows(header, geometry, availableBytes)) refuseImpossibleClaim(geometry, availableBytes, where);
    readContent(content, header, geometry, where, warn);
  });
  warnHeader(header, index, warn);
  if (problem === undefined) warnLength(place, dataBytes, availableBytes, warn);
  const name = (headerString(header, 'EXTNAME') ?? '').trim();
  return {
    index,
    type: content.type,
    name: name !== '' ? name : index === 0 ? 'PRIMARY' : '',
    extver: headerInteger(header, 'EXTVER') ?? 1,
    bitpix: content.bitpix,
    naxis: content.naxis,
    headerOffset,
    dataOffset,
    dataBytes,
    availableBytes,
    cardCount: header.cardCount,
    scaling: content.scaling,
    unit: readUnit(header, place.primary),
    ...(content.columns === undefined ? {} : { columns: content.columns }),
    ...(content.rows === undefined ? {} : { rows: content.rows }),
    ...(content.compression === undefined ? {} : { compression: content.compression }),
    wcsCards: readWcsCards(header, place.primary),
    ...(problem === undefined ? {} : { problem }),
  };
}

/** Whether some rows of a table are there: those are read, whatever number of rows the header claims. */
function holdsRows(header: Header, { type, naxis }: Geometry, availableBytes: number): boolean {
  const isTable = type === 'table' || (type === 'bintable' && !isCompressedImage(header));
  return isTable && naxis.length === 2 && naxis[0] > 0 && availableBytes >= naxis[0];
}

function readContent(
  content: Content,
  header: Header,
  geometry: Geometry,
  where: string,
  warn: WarningSink,
): void {
  const { type, naxis, bitpix } = geometry;
  if (type === 'table' || type === 'bintable') {
    const [rowBytes = 0, rows = 0] = naxis;
    if (type === 'bintable' && isCompressedImage(header)) {
      content.type = 'image';
      Object.assign(content, readCompressedImage(header, rows, where));
      content.scaling = readScaling(header, content.bitpix, where, warn);
      return;
    }
    content.rows = rows;
    content.columns = readColumns(header, type, rowBytes, where);
  } else if (type === 'image' || type === 'groups') {
    content.scaling = readScaling(header, bitpix, where, warn);
  } else if (type === 'other') {
    const word = quoted(extensionWord(header));
    warn({
      code: 'unknown-extension',
      message: `${where}: an extension of type ${word} is not known and was skipped.`,
    });
  }
}

function faultOf(work: () => void): ErrorRecord | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    const record = errorRecord(error);
    if (record.code === 'internal') throw error;
    return record;
  }
}

function warnHeader(header: Header, index: number, warn: WarningSink): void {
  const where = `HDU ${index}`;
  const simple = index === 0 ? simpleFault(header) : undefined;
  if (simple !== undefined)
    warn({ code: 'simple-not-true', message: `${where}: ${simple}; it is read as if it did.` });
  if (header.duplicates.length > 0) {
    const words = header.duplicates.slice(0, 5).join(', ');
    warn({
      code: 'duplicate-keyword',
      message: `${where}: ${words} stands in the header more than once; the first counts.`,
    });
  }
  if (header.foreignBytes) {
    warn({
      code: 'header-not-ascii',
      message: `${where}: the header has bytes outside ASCII 32 to 126; they are shown as \ufffd.`,
    });
  }
  if (header.nulBytes) {
    warn({ code: 'header-nul', message: `${where}: the header has NUL bytes, which are read as blanks.` });
  }
  if (header.cardCount > FITS_LIMITS.manyCards) {
    warn({
      code: 'long-header',
      message: `${where}: the header is unusually long (${header.cardCount} cards).`,
    });
  }
}

function warnLength(place: HduPlace, dataBytes: number, availableBytes: number, warn: WarningSink): void {
  const where = `HDU ${place.index}`;
  if (availableBytes < dataBytes) {
    const message = `${where}: the file ends after ${availableBytes} of ${dataBytes} data bytes; the rest is missing.`;
    warn({ code: 'truncated-data', message });
  } else if (place.dataOffset + paddedBytes(dataBytes) > place.fileBytes) {
    const message = `${where}: the file ends within the padding of the last block; all ${dataBytes} data bytes are there.`;
    warn({ code: 'truncated-padding', message });
  }
}

function readUnit(header: Header, primary: Header | undefined): string | null {
  const own = headerString(header, 'BUNIT');
  const inherits = primary !== undefined && headerLogical(header, 'INHERIT') === true;
  const unit = (own ?? (inherits ? headerString(primary, 'BUNIT') : undefined) ?? '').trim();
  return unit === '' ? null : unit;
}
