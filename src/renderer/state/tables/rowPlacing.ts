import type { TableSummary, TableView } from '../../../shared/index.ts';

/** How the rows of a table come to lie on an image, and why. */
export type Placing =
  | {
      readonly kind: 'pixel';
      readonly x: string;
      readonly y: string;
      readonly firstPixel: 0 | 1;
      readonly why: string;
    }
  | { readonly kind: 'sky'; readonly ra: string; readonly dec: string; readonly why: string }
  | { readonly kind: 'none'; readonly why: string };

/** What of an image decides how rows are placed on it. */
export interface PlacedImage {
  readonly id: string;
  /** Whether its pixels have places on the sky that other frames know too. */
  readonly hasSky: boolean;
}

/** Columns that a person chose come first, then pixels of the image that the table was made from, then the sky, then
 * pixels: those of another image would put the rows anywhere, so names that may mean anything count on an image
 * without a sky only. */
export function placingOf(view: TableView, summary: TableSummary, image: PlacedImage): Placing {
  const { places } = view;
  const { sky, pixel } = summary.roles;
  if (places !== null) return chosenPlacing(places, summary, image);
  if (pixel && view.image === image.id)
    return { ...pixelPlacing(pixel), why: `The table was made from this image. ${pixel.why}` };
  if (sky && image.hasSky) return { kind: 'sky', ra: sky.ra, dec: sky.dec, why: sky.why };
  if (pixel && view.image === null && (pixel.sure || !image.hasSky)) return pixelPlacing(pixel);
  return { kind: 'none', why: whyNone(summary, view, image) };
}

type Pixel = NonNullable<TableSummary['roles']['pixel']>;

function pixelPlacing({ x, y, base, why }: Pixel): Placing {
  return { kind: 'pixel', x, y, firstPixel: base, why };
}

function chosenPlacing(
  { ra, dec, x, y, firstPixel }: NonNullable<TableView['places']>,
  { columns }: TableSummary,
  { hasSky }: PlacedImage,
): Placing {
  const missing = [x, y, ra, dec].filter(
    (name) => name !== null && !columns.some((column) => column.name === name),
  );
  if (missing.length > 0)
    return { kind: 'none', why: `The table has no column ${missing.join(', ')} any more.` };
  if (x !== null && y !== null) return { kind: 'pixel', x, y, firstPixel, why: 'Columns chosen here.' };
  if (ra === null || dec === null) return { kind: 'none', why: 'Two columns are needed to place the rows.' };
  if (hasSky) return { kind: 'sky', ra, dec, why: 'Columns chosen here.' };
  return { kind: 'none', why: 'The image says nothing of where its pixels lie on the sky.' };
}

function whyNone({ roles: { sky, pixel } }: TableSummary, view: TableView, { hasSky }: PlacedImage): string {
  if (pixel && view.image !== null) return 'The rows are stars of another image.';
  if (sky && !hasSky)
    return `${sky.ra} and ${sky.dec} are places on the sky, but the image says nothing of where its pixels lie there.`;
  if (pixel) return `${pixel.x} and ${pixel.y} may be pixels, but nothing says of which image.`;
  return 'No columns look like right ascension and declination, nor like x and y of pixels.';
}
