import { AppError } from '../../core/errors/index.ts';
import { imageShape } from '../../core/fits/index.ts';
import { formatDec, formatRa, skyFromPixel, toIcrs, wcsFrame, type Wcs } from '../../core/wcs/index.ts';
import { PRIORITY } from '../../engine/index.ts';
import { printJson } from '../output.ts';
import { withFile } from '../session.ts';

/** `asterism pixel`: the value at a pixel of the whole image, 1-based, and its sky position. */
export async function pixel(
  argument: string,
  x: number,
  y: number,
  options: { readonly json?: boolean },
): Promise<void> {
  await withFile(argument, async ({ parts, imageHdu, source }) => {
    const hdu = imageHdu();
    const { width, height } = imageShape(hdu);
    if (x < 1 || y < 1 || x > width || y > height)
      throw new AppError(
        'bad-argument',
        `Pixel (${x}, ${y}) is outside the image, which is [1:${width},1:${height}].`,
      );
    const image = await source(hdu);
    const job = { plane: image.plane, x: x - 1, y: y - 1 };
    const { text, value } = await parts.pool.run('pixel', job, PRIORITY.asked);
    const sky = image.wcs ? skyAt(image.wcs, x, y) : null;
    if (options.json)
      printJson({ hdu: hdu.index, x, y, value: jsonNumber(text, value), unit: hdu.unit, ...sky });
    else {
      process.stdout.write(`${text}${hdu.unit ? ` ${hdu.unit}` : ''}\n`);
      if (sky && sky.ra !== null && sky.dec !== null)
        process.stdout.write(
          `${formatRa(sky.ra, 3)} ${formatDec(sky.dec, 2)} (${sky.ra}, ${sky.dec} deg ICRS)\n`,
        );
    }
  });
}

function skyAt(wcs: Wcs, x: number, y: number) {
  const native = skyFromPixel(wcs, x, y);
  if (!native) return null;
  const icrs = toIcrs(wcs, native.lon, native.lat);
  return {
    ra: icrs?.ra ?? null,
    dec: icrs?.dec ?? null,
    frame: wcsFrame(wcs),
    lon: native.lon,
    lat: native.lat,
  };
}

/** Integers beyond 2^53 keep their digits. */
function jsonNumber(text: string, value: number): number | bigint {
  return /^-?\d{16,}$/.test(text) ? BigInt(text) : value;
}
