import { imageShape, type Hdu } from '../core/fits/index.ts';
import {
  hasExactIntegers,
  mergeIntegerExtrema,
  type ImageStatistics,
  type IntegerExtrema,
} from '../core/stats/index.ts';
import { filePlane, type FileIdentity, type FilePlane } from '../shared/planes.ts';
import type { Work } from './jobTracker.ts';
import { runPasses } from './passes.ts';
import type { Pool } from './pool.ts';
import { PRIORITY } from './priorityQueue.ts';

export interface HduStatistics {
  /** Exact, as bigint, for 64-bit integers. */
  readonly min: number | bigint;
  readonly max: number | bigint;
  readonly mean: number;
  readonly std: number;
  readonly nan: number;
  readonly infinite: number;
}

const INTEGER_STRIP_BYTES = 16 * 2 ** 20;

/** Statistics of the finite physical values of all planes of an image. */
export async function hduStatistics(
  pool: Pool,
  file: FileIdentity,
  hdu: Hdu,
  work: Work,
): Promise<HduStatistics> {
  const plane = allPlanes(file, hdu);
  work.expect(plane.fullHeight, 'Measuring');
  const [statistics] = await runPasses(pool, plane, [{ name: 'statistics', params: {} }], work.control);
  const { min, max, mean, std, nan, infinite } = statistics as ImageStatistics;
  const exact = hasExactIntegers(plane.encoding) ? await exactExtrema(pool, plane) : null;
  return { min: exact?.min ?? min, max: exact?.max ?? max, mean, std, nan, infinite };
}

/** All planes of an image as one tall one, in double precision unless the pixels are float32 as they stand. */
function allPlanes(file: FileIdentity, hdu: Hdu): FilePlane {
  const first = filePlane(file, hdu, 1);
  const height = first.fullHeight * imageShape(hdu).planes;
  return {
    ...first,
    availableBytes: hdu.availableBytes,
    fullHeight: height,
    window: { ...first.window, height },
    pixelType: hdu.bitpix === -32 ? first.pixelType : 'float64',
  };
}

async function exactExtrema(pool: Pool, plane: FilePlane): Promise<IntegerExtrema | null> {
  let extrema: IntegerExtrema | null = null;
  for (let at = 0; at < plane.availableBytes; at += INTEGER_STRIP_BYTES) {
    const length = Math.min(INTEGER_STRIP_BYTES, plane.availableBytes - at);
    const part = await pool.run('integerExtrema', { plane, at, length }, PRIORITY.asked);
    extrema = mergeIntegerExtrema(extrema, part);
  }
  return extrema;
}
