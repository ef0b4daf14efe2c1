import type { LineValues } from './lineValues.svelte.ts';

/** A profile as CSV: distance, place (FITS pixels) and value of every position; a missing value is empty. */
export function profileCsv(
  { request, distances, values }: LineValues,
  text: (value: number) => string,
): string {
  const { x0, y0, x1, y1 } = request;
  const length = distances.at(-1) ?? 0;
  const rows = Array.from(distances, (distance, i) => {
    const part = length > 0 ? distance / length : 0;
    const value = values[i]!;
    const place = [distance, x0 + (x1 - x0) * part, y0 + (y1 - y0) * part].map((one) =>
      String(Number(one.toFixed(6))),
    );
    return [...place, Number.isNaN(value) ? '' : text(value)].join(',');
  });
  return ['distance,x,y,value', ...rows, ''].join('\n');
}
