import type { Warning } from '../../core/errors/index.ts';
import { readTiffPage } from './tiffPage.ts';

/** How a stored picture is turned, by its number in TIFF and EXIF. */
const TURNS: readonly string[] = [
  '',
  '',
  'mirrored left to right',
  'turned by 180°',
  'mirrored top to bottom',
  'mirrored along its diagonal',
  'turned by 90° clockwise',
  'mirrored along its other diagonal',
  'turned by 90° counterclockwise',
];
const APP1 = 0xe1;
const EXIF = 'Exif\0\0';

/** Where the pixels of the upright picture stand among the stored ones: at `start + x * xStep + y * yStep`. */
export interface Upright {
  readonly width: number;
  readonly height: number;
  readonly start: number;
  readonly xStep: number;
  readonly yStep: number;
}

/** The upright picture of a stored one of `width` × `height` pixels.
 *
 * Source: TIFF 6.0, section 8, Orientation; EXIF 2.3, tag 274: where the first row and the first column are to stand. */
export function upright(width: number, height: number, orientation: number): Upright {
  const across = { size: width, step: 1 };
  const down = { size: height, step: width };
  const isTransposed = orientation >= 5 && orientation <= 8;
  const [x, y] = isTransposed ? [down, across] : [across, down];
  const isMirroredInX = [2, 3, 6, 7].includes(orientation);
  const isMirroredInY = [3, 4, 7, 8].includes(orientation);
  return {
    width: x.size,
    height: y.size,
    start: (isMirroredInX ? (x.size - 1) * x.step : 0) + (isMirroredInY ? (y.size - 1) * y.step : 0),
    xStep: isMirroredInX ? -x.step : x.step,
    yStep: isMirroredInY ? -y.step : y.step,
  };
}

/** What is said of a picture that is shown otherwise than it is stored. */
export function turnWarnings(what: string, orientation: number): Warning[] {
  const turn = TURNS[orientation] ?? '';
  if (turn === '') return [];
  return [
    {
      code: 'orientation',
      message: `The ${what} asks for its picture to be ${turn} (orientation ${orientation}), which was done.`,
    },
  ];
}

/** The orientation that the EXIF part of a JPEG file tells, 1 where there is none or it makes no sense. */
export function exifOrientation(jpeg: Buffer): number {
  for (let at = 2; at + 4 <= jpeg.length && jpeg[at] === 0xff;) {
    if (jpeg[at + 1] === 0xff) {
      at++;
      continue;
    }
    const marker = jpeg[at + 1]!;
    const length = jpeg.readUInt16BE(at + 2);
    // Behind the first scan there are packed pixels.
    if (marker === 0xda || marker === 0xd9 || length < 2) return 1;
    const part = jpeg.subarray(at + 4, at + 2 + length);
    if (marker === APP1 && part.toString('latin1', 0, EXIF.length) === EXIF)
      return orientationOf(part.subarray(EXIF.length));
    at += 2 + length;
  }
  return 1;
}

/** A picture is worth showing whatever its EXIF part says. */
function orientationOf(exif: Buffer): number {
  try {
    const orientation = readTiffPage(exif).value('orientation', 1);
    return orientation in TURNS ? orientation : 1;
  } catch {
    return 1;
  }
}
