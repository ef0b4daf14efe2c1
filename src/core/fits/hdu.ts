import type { ErrorRecord } from '../errors/index.ts';

export type HduType = 'image' | 'table' | 'bintable' | 'groups' | 'empty' | 'other';

/** How stored numbers become physical ones: physical = bzero + bscale * stored. */
export interface Scaling {
  readonly bscale: number;
  readonly bzero: number;
  /** BZERO as a whole number where it is one: 2^63 cannot be told from its neighbours in double precision. */
  readonly bzeroExact: bigint | null;
  /** The stored integer that means missing; null for float images and where there is none. */
  readonly blank: bigint | null;
}

export interface TableColumn {
  /** TTYPEn, or "(column n)" where it has none. */
  readonly name: string;
  readonly unit: string | null;
  /** TFORMn as it is written. */
  readonly form: string;
}

/** A tile-compressed image in a binary table. */
export interface TileCompression {
  /** ZCMPTYPE. */
  readonly algorithm: string;
  /** Tile lengths, axis 1 first. */
  readonly tile: readonly number[];
  readonly tableRows: number;
}

/** One header and its data, as far as it takes to list, choose and read it. Plain data, made to be cloned. */
export interface Hdu {
  readonly index: number;
  readonly type: HduType;
  /** EXTNAME, else PRIMARY for the first, else ''. */
  readonly name: string;
  readonly extver: number;
  /** Of the image, also where it is tile-compressed. */
  readonly bitpix: number;
  /** NAXIS1 first; of the image, also where it is tile-compressed. */
  readonly naxis: readonly number[];
  readonly headerOffset: number;
  readonly dataOffset: number;
  /** What the header claims, without padding. */
  readonly dataBytes: number;
  /** What the file holds of it; less than `dataBytes` in a truncated file. */
  readonly availableBytes: number;
  readonly cardCount: number;
  readonly scaling: Scaling;
  /** BUNIT. */
  readonly unit: string | null;
  readonly columns?: readonly TableColumn[];
  readonly rows?: number;
  readonly compression?: TileCompression;
  /** The cards that sky coordinates are made of; the object has no prototype, but loses that when cloned. */
  readonly wcsCards: Readonly<Record<string, number | string>>;
  /** Why the data cannot be read, where the HDU is damaged but can be stepped over. */
  readonly problem?: ErrorRecord;
}

/** "HDU 1 SCI", for sentences. */
export function hduLabel(hdu: Pick<Hdu, 'index' | 'name'>): string {
  return hdu.name === '' ? `HDU ${hdu.index}` : `HDU ${hdu.index} ${hdu.name}`;
}
