import { CHANNELS } from '../../ui/channels.ts';
import type { LineValues } from './lineValues.svelte.ts';

/** A profile as CSV: distance, place (FITS pixels) and value of every position, of a composite the three; a missing value is
 * empty. */
export function profileCsv(
  { request, distances, values }: LineValues,
  text: (value: number) => string,
): string {
  const { x0, y0, x1, y1 } = request;
  const length = distances.at(-1) ?? 0;
  const rows = Array.from(distances, (distance, i) => {
    const part = length > 0 ? distance / length : 0;
    const place = [distance, x0 + (x1 - x0) * part, y0 + (y1 - y0) * part].map((one) =>
      String(Number(one.toFixed(6))),
    );
    const own = values.map((line) => (Number.isNaN(line[i]!) ? '' : text(line[i]!)));
    return [...place, ...own].join(',');
  });
  const names = values.length > 1 ? CHANNELS.map(({ name }) => name) : ['value'];
  return [['distance', 'x', 'y', ...names].join(','), ...rows, ''].join('\n');
}
