import { openAsBlob } from 'node:fs';
import { FITS, Image } from 'fitsjs-ng';

/** A plane as the second reader has it: physical values as it computes them. */
export type SecondPlane = ArrayLike<number | bigint>;

/** An image HDU as the second reader sees it. */
export interface SecondImage {
  readonly width: number;
  readonly height: number;
  readonly bitpix: number;
  readPlane(index: number): Promise<SecondPlane>;
}

/** A file as the second reader sees it: an image, or null for everything else, by HDU. */
export interface SecondFile {
  readonly hdus: readonly (SecondImage | null)[];
}

/** The one place that knows fitsjs-ng. It never decides whether a file opens: it is only asked for a second opinion. */
export async function openWithSecondReader(path: string): Promise<SecondFile> {
  const fits = await FITS.fromBlob(await openAsBlob(path), { maxHeaderLines: 200_000 });
  return { hdus: fits.hdus.map((hdu) => secondImage(hdu.data)) };
}

function secondImage(unit: unknown): SecondImage | null {
  if (!(unit instanceof Image)) return null;
  return {
    width: unit.width,
    height: unit.height,
    bitpix: unit.bitpix,
    readPlane: (index) => unit.getFrame(index),
  };
}
