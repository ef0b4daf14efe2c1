import { waitFor } from '@testing-library/svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { evaluatePredicate, type Predicate } from '../../src/core/selection/index.ts';
import { parseWcs, pixelFromSky, skyFromPixel, toIcrs, type Wcs } from '../../src/core/wcs/index.ts';
import { RowPlaces, type RowPlacesParts } from '../../src/renderer/state/tables/rowPlaces.svelte.ts';
import type { TableSummary, TableView } from '../../src/shared/index.ts';

const GALACTIC = { CTYPE1: 'GLON-TAN', CTYPE2: 'GLAT-TAN', CRVAL1: 137, CRVAL2: 1 };
const wcs: Wcs = parseWcs(
  { CRPIX1: 50, CRPIX2: 50, CDELT1: -0.001, CDELT2: 0.001, ...GALACTIC },
  2,
  () => undefined,
)!;

interface Given {
  readonly columns: Readonly<Record<string, readonly number[]>>;
  readonly roles: Partial<TableSummary['roles']>;
  readonly view?: Partial<TableView>;
  readonly wcs?: Wcs | null;
  readonly positions?: readonly number[];
}

function placesOf(given: Given) {
  const rows = Object.values(given.columns)[0]!.length;
  const columns = Object.keys(given.columns).map((name) => ({ name, key: `k ${name}`, type: 'float64' }));
  const summary = { rows, columns, roles: { magnitudes: [], ...given.roles } };
  const selections: [Predicate | null, string][] = [];
  const binary = vi.fn(() => Promise.resolve(Float64Array.from(given.positions ?? []).buffer));
  const image = { width: 100, height: 100, originX: 10, originY: 20, wcs: given.wcs ?? null };
  const parts = {
    client: { binary },
    store: { active: { id: 'i1' }, settled: () => Promise.resolve() },
    picture: { image },
    report: (error: unknown) => {
      throw error;
    },
    tables: {
      view: { id: 't1', image: null, places: null, plots: [], ...given.view },
      summary,
      selected: null,
      selectedCount: 0,
      select: (where: Predicate | null, mode: string) => void selections.push([where, mode]),
      data: {
        step: 't1.file',
        head: { current: true },
        column: (name: string) => columns.find((column) => column.name === name) ?? null,
        values: (name: string) => ({ values: Float64Array.from(given.columns[name] ?? []) }),
      },
    },
  };
  return { places: new RowPlaces(parts as unknown as RowPlacesParts), binary, selections };
}

const PIXEL = { x: 'x', y: 'y', base: 1, sure: true, why: '' } as const;
const SKY = {
  ra: 'ra',
  dec: 'dec',
  raFormat: 'degrees',
  decFormat: 'degrees',
  sure: true,
  why: '',
} as const;
const AROUND = [
  { x: -5, y: -5 },
  { x: 5, y: -5 },
  { x: 5, y: 5 },
  { x: -5, y: 5 },
];

afterEach(() => vi.restoreAllMocks());

describe('rows placed by pixels', () => {
  const columns = { x: [11, 13, 500], y: [21, 20, 500] };

  it('lie on the pixels of the shown section, and are counted on it', () => {
    const { places } = placesOf({ columns, roles: { pixel: PIXEL } });
    expect([...places.points!.x]).toEqual([0, 2, 489]);
    expect([...places.points!.y]).toEqual([0, -1, 479]);
    expect(places.onImage).toBe(1);
  });

  it('are selected by a region as a condition on their columns', () => {
    const { places, selections } = placesOf({ columns, roles: { pixel: PIXEL } });
    places.selectRegion(AROUND, 'add');
    const [where, mode] = selections[0]!;
    expect(mode).toBe('add');
    expect(where).toMatchObject({ op: 'lasso', x: 'x', y: 'y' });
    const numbers = (name: string): Float64Array => Float64Array.from(columns[name as 'x' | 'y']);
    expect(evaluatePredicate(where!, 3, { numbers }).words[0]).toBe(0b011);
  });

  it('are stars only of the image that their table was made from', () => {
    const own = placesOf({ columns, roles: { pixel: PIXEL }, view: { image: 'i1' } });
    expect(own.places.own).toBe(true);
    expect(own.places.starOf(1)).toEqual({ x: 13, y: 20 });
    const other = placesOf({ columns, roles: { pixel: PIXEL } });
    expect(other.places.starOf(1)).toBeNull();
  });

  it('are gone while they are hidden', () => {
    const { places } = placesOf({ columns, roles: { pixel: PIXEL } });
    places.hidden = true;
    expect(places.points).toBeNull();
    places.hidden = false;
    expect(places.points).not.toBeNull();
  });
});

describe('rows placed by the sky', () => {
  const pixels = [
    [12, 22],
    [30, 40],
  ] as const;
  const sky = pixels.map(([x, y]) => {
    const own = skyFromPixel(wcs, x, y)!;
    return toIcrs(wcs, own.lon, own.lat)!;
  });
  /** The last row is on the far side, off the projection. */
  const ra = [...sky.map((point) => point.ra), (sky[0]!.ra + 180) % 360];
  const dec = [...sky.map((point) => point.dec), -sky[0]!.dec];
  const given: Given = {
    columns: { ra: [0, 0, 0], dec: [0, 0, 0] },
    roles: { sky: SKY },
    wcs,
    positions: [...ra, ...dec],
  };

  it('lie where the image has their place, whatever its frame; asked for once', async () => {
    const { places, binary } = placesOf(given);
    expect(places.waiting).toBe(true);
    await waitFor(() => expect(places.points).not.toBeNull());
    expect(binary).toHaveBeenCalledTimes(1);
    expect(binary).toHaveBeenCalledWith('tablePositions', { step: 't1.file', ra: 'ra', dec: 'dec' });
    const { x, y } = places.points!;
    pixels.forEach(([px, py], row) => {
      expect(x[row]).toBeCloseTo(px - 11, 8);
      expect(y[row]).toBeCloseTo(py - 21, 8);
    });
    expect(pixelFromSky(wcs, (137 + 180) % 360, -1)).toBeNull();
    expect(x[2]).toBeNaN();
    expect(places.onImage).toBe(2);
    // The same arrays again, by which the picture knows that nothing has moved.
    expect(places.points!.x).toBe(x);
  });

  it('are selected by a region one by one', async () => {
    const { places, selections } = placesOf(given);
    await waitFor(() => expect(places.points).not.toBeNull());
    places.selectRegion(AROUND, 'replace');
    expect(selections[0]![0]).toMatchObject({ op: 'rows', count: 1, total: 3 });
  });
});
