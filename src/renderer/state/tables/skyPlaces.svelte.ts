import { fromIcrs, pixelFromSky, type Wcs } from '../../../core/wcs/index.ts';
import type { EngineClient } from '../engineClient.ts';

/** 1-based pixels of the whole image; NaN where a row is not on its projection. */
export interface RowPixels {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** What is projected: two columns of a step's table, by the content keys of their cells. */
export interface SkyColumns {
  readonly step: string;
  readonly rows: number;
  readonly ra: string;
  readonly dec: string;
  readonly key: string;
}

/** The window answers between slices of work no longer than this. */
const SLICE_MS = 8;
/** Rows between looks at the clock. */
const ROWS_PER_LOOK = 512;
const KEPT_POSITIONS = 2;
const KEPT_PIXELS = 4;

/** Where places on the sky fall on images: fetched and projected once for each pair of columns and image. */
export class SkyPlaces {
  readonly #client: Pick<EngineClient, 'binary'>;
  readonly #settled: () => Promise<void>;
  readonly #report: (error: unknown) => void;
  /** ICRS positions in degrees: right ascension of all rows, then declination. */
  readonly #positions = new Map<string, Promise<Float64Array>>();
  readonly #pixels = new Map<string, RowPixels>();
  readonly #asked = new Set<string>();
  /** What was wished for last: only that is worth going on with. */
  #wish = '';
  /** Counts up when pixels arrive. */
  #arrived = $state(0);

  constructor(
    client: Pick<EngineClient, 'binary'>,
    settled: () => Promise<void>,
    report: (error: unknown) => void,
  ) {
    this.#client = client;
    this.#settled = settled;
    this.#report = report;
  }

  /** The pixels of the rows, or null until they are there. */
  get(columns: SkyColumns, wcs: Wcs): RowPixels | null {
    void this.#arrived;
    const key = `${columns.key} ${JSON.stringify(wcs)}`;
    this.#wish = key;
    const known = this.#pixels.get(key);
    if (!known && !this.#asked.has(key)) void this.#place(key, columns, wcs);
    return known ?? null;
  }

  restart(): void {
    this.#asked.clear();
    this.#arrived += 1;
  }

  async #place(key: string, columns: SkyColumns, wcs: Wcs): Promise<void> {
    this.#asked.add(key);
    try {
      const positions = await this.#positionsOf(columns);
      const pixels = await projected(positions, columns.rows, wcs, () => this.#wish === key);
      if (pixels) keep(this.#pixels, key, pixels, KEPT_PIXELS);
    } catch (error) {
      this.#positions.delete(columns.key);
      this.#report(error);
      return;
    }
    this.#asked.delete(key);
    this.#arrived += 1;
  }

  #positionsOf({ step, ra, dec, key }: SkyColumns): Promise<Float64Array> {
    const known = this.#positions.get(key);
    if (known) return known;
    const fetched = this.#settled()
      .then(() => this.#client.binary('tablePositions', { step, ra, dec }))
      .then((buffer) => new Float64Array(buffer));
    keep(this.#positions, key, fetched, KEPT_POSITIONS);
    return fetched;
  }
}

function keep<Value>(map: Map<string, Value>, key: string, value: Value, most: number): void {
  map.delete(key);
  map.set(key, value);
  for (const old of map.keys()) {
    if (map.size <= most) break;
    map.delete(old);
  }
}

/** Pixels of ICRS positions, computed in slices; null when they are not wanted any more. */
async function projected(
  positions: Float64Array,
  rows: number,
  wcs: Wcs,
  wanted: () => boolean,
): Promise<RowPixels | null> {
  const x = new Float64Array(rows).fill(Number.NaN);
  const y = new Float64Array(rows).fill(Number.NaN);
  let until = performance.now() + SLICE_MS;
  for (let row = 0; row < rows; row++) {
    if (row % ROWS_PER_LOOK === 0 && performance.now() > until) {
      await new Promise((resume) => setTimeout(resume));
      if (!wanted()) return null;
      until = performance.now() + SLICE_MS;
    }
    const own = fromIcrs(wcs, positions[row]!, positions[rows + row]!);
    const pixel = own && pixelFromSky(wcs, own.lon, own.lat);
    if (!pixel) continue;
    x[row] = pixel.x;
    y[row] = pixel.y;
  }
  return { x, y };
}
