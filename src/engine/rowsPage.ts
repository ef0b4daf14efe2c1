import { AppError } from '../core/errors/index.ts';
import type { RowsPage } from '../shared/index.ts';
import type { Pool } from './pool.ts';
import { PRIORITY } from './priorityQueue.ts';
import { catalogueColumnNames } from './summarise.ts';
import type { CatalogueValue } from './values.ts';

export interface RowsRequest {
  readonly sort?: string | undefined;
  readonly descending?: boolean | undefined;
  readonly start: number;
  readonly count: number;
  readonly locate?: { readonly x: number; readonly y: number } | undefined;
}

/** Orders that were asked for last, by catalogue: a page further down needs the same one. */
const orders = new WeakMap<CatalogueValue, Map<string, Promise<Uint32Array>>>();

/** A page of a catalogue in the order asked for. */
export async function rowsPage(pool: Pool, value: CatalogueValue, request: RowsRequest): Promise<RowsPage> {
  const columns = catalogueColumnNames(value.stars.ra !== null);
  const total = value.stars.x.length;
  const order = await orderOf(pool, value, request);
  const rowAt = (position: number): number => (order ? order[position]! : position);
  const rows: (number | null)[][] = [];
  for (let i = request.start; i < Math.min(total, request.start + request.count); i++) {
    const row = rowAt(i);
    rows.push(columns.map((name) => finiteOrNull(name === 'id' ? row + 1 : columnOf(value, name)[row]!)));
  }
  const located = request.locate ? locate(value, order, request.locate) : null;
  return { total, columns, start: request.start, rows, located };
}

function orderOf(
  pool: Pool,
  value: CatalogueValue,
  { sort, descending }: RowsRequest,
): Promise<Uint32Array> | null {
  if (sort === undefined || (sort === 'id' && !descending)) return null;
  const column = sort === 'id' ? Float64Array.from(value.stars.x, (_, i) => i) : columnOf(value, sort);
  const known = orders.get(value) ?? new Map<string, Promise<Uint32Array>>();
  orders.set(value, known);
  const key = `${sort} ${descending === true}`;
  const order =
    known.get(key) ?? pool.run('order', { column, descending: descending === true }, PRIORITY.asked);
  known.set(key, order);
  order.catch(() => known.delete(key));
  return order;
}

function columnOf({ stars }: CatalogueValue, name: string): Float64Array {
  const { x, y, value, normalized, ra, dec } = stars;
  const columns: Readonly<Record<string, Float64Array | null>> = { x, y, value, normalized, ra, dec };
  const column = Object.hasOwn(columns, name) ? columns[name] : null;
  if (!column) throw new AppError('bad-argument', `The catalogue has no column "${name}".`);
  return column;
}

/** Position of a star in the order: rows are by y, then x, so it is found by bisection first. */
function locate(
  value: CatalogueValue,
  order: Uint32Array | null,
  at: { x: number; y: number },
): number | null {
  const { x, y } = value.stars;
  let low = 0;
  let high = x.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (y[middle]! < at.y || (y[middle] === at.y && x[middle]! < at.x)) low = middle + 1;
    else high = middle;
  }
  if (low === x.length || x[low] !== at.x || y[low] !== at.y) return null;
  if (!order) return low;
  const position = order.indexOf(low);
  return position < 0 ? null : position;
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
