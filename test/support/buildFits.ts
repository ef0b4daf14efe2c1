/** A card as [keyword, value, comment?]; strings are quoted, a bare { raw } is written as it stands. */
export type CardInput =
  | readonly [keyword: string, value: string | number | bigint | boolean | null, comment?: string]
  | { readonly raw: string };

export interface HduInput {
  readonly cards: readonly CardInput[];
  readonly data?: Uint8Array;
  /** False leaves out the END card. */
  readonly end?: boolean;
}

const BLOCK = 2880;

/** The bytes of a FITS file, exactly as told: nothing is checked, so that broken files can be made as well. */
export function buildFits(...hdus: readonly HduInput[]): Uint8Array {
  const parts = hdus.flatMap((hdu) => {
    const cards = hdu.cards.map(cardText).join('') + (hdu.end === false ? '' : 'END'.padEnd(80));
    const header = padded(
      Uint8Array.from(cards, (c) => c.charCodeAt(0)),
      32,
    );
    return hdu.data === undefined ? [header] : [header, padded(hdu.data, 0)];
  });
  return concatBytes(parts);
}

/** The cards that every primary HDU starts with, then `more`. */
export function imageCards(
  bitpix: number,
  naxis: readonly number[],
  more: readonly CardInput[] = [],
): CardInput[] {
  return [['SIMPLE', true], ...sizeCards(bitpix, naxis), ...more];
}

/** The cards that every extension starts with, then `more`. */
export function extensionCards(
  type: string,
  bitpix: number,
  naxis: readonly number[],
  more: readonly CardInput[] = [],
): CardInput[] {
  return [['XTENSION', type], ...sizeCards(bitpix, naxis), ['PCOUNT', 0], ['GCOUNT', 1], ...more];
}

/** Big-endian bytes of pixels of a BITPIX; bigint for 64. */
export function pixelData(bitpix: number, values: readonly (number | bigint)[]): Uint8Array {
  const size = Math.abs(bitpix) / 8;
  const bytes = new Uint8Array(values.length * size);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => {
    const at = i * size;
    if (bitpix === 8) view.setUint8(at, Number(value));
    else if (bitpix === 16) view.setInt16(at, Number(value));
    else if (bitpix === 32) view.setInt32(at, Number(value));
    else if (bitpix === 64) view.setBigInt64(at, BigInt(value));
    else if (bitpix === -32) view.setFloat32(at, Number(value));
    else view.setFloat64(at, Number(value));
  });
  return bytes;
}

/** A whole file with one image in its primary HDU. */
export function imageFile(
  bitpix: number,
  naxis: readonly number[],
  values: readonly (number | bigint)[],
  more: readonly CardInput[] = [],
): Uint8Array {
  return buildFits({ cards: imageCards(bitpix, naxis, more), data: pixelData(bitpix, values) });
}

export function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** The 80 characters of one card, fixed format. */
function cardText(card: CardInput): string {
  if ('raw' in card) return card.raw.padEnd(80).slice(0, 80);
  const [keyword, value, comment] = card;
  const field =
    typeof value === 'string'
      ? `'${value.replaceAll("'", "''").padEnd(8)}'`
      : value === null
        ? ''
        : String(value === true ? 'T' : value === false ? 'F' : value)
            .toUpperCase()
            .padStart(20);
  const tail = comment === undefined ? '' : ` / ${comment}`;
  return `${keyword.padEnd(8)}= ${field}${tail}`.padEnd(80).slice(0, 80);
}

function sizeCards(bitpix: number, naxis: readonly number[]): CardInput[] {
  return [
    ['BITPIX', bitpix],
    ['NAXIS', naxis.length],
    ...naxis.map((length, i): CardInput => [`NAXIS${i + 1}`, length]),
  ];
}

function padded(bytes: Uint8Array, fill: number): Uint8Array {
  const whole = new Uint8Array(Math.ceil(bytes.length / BLOCK) * BLOCK).fill(fill);
  whole.set(bytes);
  return whole;
}
