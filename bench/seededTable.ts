import { closeSync, existsSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';

/** Names of the columns of uniform numbers in a table of that many columns. */
export function uniformNames(columns: number): string[] {
  return Array.from({ length: columns - 2 }, (_, i) => `c${i + 1}`);
}

/** A seeded table as CSV: an id, uniform numbers, and one of a thousand names. Kept from run to run. */
export function seededTableFile(folder: string, rows: number, columns: number): string {
  const name = path.join(folder, `table-${rows}x${columns}.csv`);
  if (existsSync(name)) return name;
  mkdirSync(folder, { recursive: true });
  const output = openSync(name, 'w');
  const uniform = uniformTexts();
  let text = `id,${uniformNames(columns).join(',')},name\n`;
  for (let row = 0; row < rows; row++) {
    text += `${row}`;
    for (let i = 0; i < columns - 2; i++) text += `,${uniform()}`;
    text += `,star ${row % 1000}\n`;
    if (text.length < 2 ** 20) continue;
    writeSync(output, text);
    text = '';
  }
  writeSync(output, text);
  closeSync(output);
  return name;
}

/** The seeded places of rows on a square image as CSV. Kept from run to run. */
export function seededPlacesFile(folder: string, rows: number, side: number): string {
  const name = path.join(folder, `places-${rows}-${side}.csv`);
  if (existsSync(name)) return name;
  mkdirSync(folder, { recursive: true });
  const [xs, ys] = seededPlaces(rows, side);
  const lines = Array.from(xs, (x, row) => `${x},${ys[row]}`);
  writeFileSync(name, `x,y\n${lines.join('\n')}\n`);
  return name;
}

/** The places of the same rows, in FITS pixels. */
export function seededPlaces(rows: number, side: number): readonly [Float64Array, Float64Array] {
  const uniform = uniformTexts();
  const [xs, ys] = [new Float64Array(rows), new Float64Array(rows)];
  const place = (): number => Number((0.5 + side * Number(uniform())).toFixed(3));
  for (let row = 0; row < rows; row++) [xs[row], ys[row]] = [place(), place()];
  return [xs, ys];
}

/** The uniform numbers of the same table, column by column. */
export function seededColumns(rows: number, columns: number): readonly Float64Array[] {
  const uniform = uniformTexts();
  const values = uniformNames(columns).map(() => new Float64Array(rows));
  for (let row = 0; row < rows; row++) for (const column of values) column[row] = Number(uniform());
  return values;
}

function uniformTexts(): () => string {
  let state = 12345;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state / 2 ** 32).toFixed(6);
  };
}
