import { AppError } from '../../errors/index.ts';
import { formatValue } from '../../format/index.ts';
import type { ColumnData, ColumnInfo } from '../column.ts';
import { cellText } from './cellText.ts';
import type { TableTextWriter } from './tableWriter.ts';

export interface RegionOptions {
  /** Which columns hold the positions; found by their names and UCDs where it is left out. */
  readonly position?: { readonly x: string; readonly y: string; readonly system: 'image' | 'icrs' };
  /** Radius of the circles: pixels for image positions, arcseconds for sky. */
  readonly radius?: number;
}

const RADIUS = { image: 5, icrs: 1 };
const PAIRS = [
  {
    system: 'image',
    x: /^(x|x_image|xcentroid)$/i,
    y: /^(y|y_image|ycentroid)$/i,
    ucds: ['pos.cartesian.x', 'pos.cartesian.y'],
  },
  {
    system: 'icrs',
    x: /^(ra|raj2000|ra_icrs)$/i,
    y: /^(dec|dej2000|dec_icrs|decl)$/i,
    ucds: ['pos.eq.ra', 'pos.eq.dec'],
  },
] as const;
const WORDS = { yes: 'true', no: 'false', infinity: 'inf' };

/** Circles for SAOImage DS9, in 1-based pixels or degrees ICRS, labelled by the column id where there is one. */
export function regionWriter(infos: readonly ColumnInfo[], options: RegionOptions): TableTextWriter {
  const { system, x, y } = findPosition(infos, options.position);
  const label = infos.findIndex(({ name }) => name.toLowerCase() === 'id');
  const radius = `${options.radius ?? RADIUS[system]}${system === 'icrs' ? '"' : ''}`;
  let replaced = 0;
  let skipped = 0;
  const labelText = (text: string): string => {
    const plain = text.replace(/[{}\p{Cc}]/gu, '_');
    if (plain !== text) replaced++;
    return ` # text={${plain}}`;
  };
  return {
    head: () => `# Region file format: DS9 version 4.1\n${system}\n`,
    rows: (columns) => {
      const count = columns[x].data.values.length;
      let text = '';
      for (let row = 0; row < count; row++) {
        const [a, b] = [numberText(columns[x].data, row), numberText(columns[y].data, row)];
        if (a === null || b === null) {
          skipped++;
          continue;
        }
        const id = label < 0 ? null : cellText(columns[label].data, row, WORDS);
        text += `circle(${a},${b},${radius})${id === null ? '' : labelText(id)}\n`;
      }
      return text;
    },
    foot: () => '',
    guarded: 0,
    get replaced() {
      return replaced;
    },
    get skipped() {
      return skipped;
    },
  };
}

function findPosition(
  infos: readonly ColumnInfo[],
  position: RegionOptions['position'],
): { system: 'image' | 'icrs'; x: number; y: number } {
  const numeric = (i: number): boolean => i >= 0 && infos[i].type !== 'text' && infos[i].type !== 'boolean';
  if (position !== undefined) {
    const x = infos.findIndex(({ name }) => name === position.x);
    const y = infos.findIndex(({ name }) => name === position.y);
    if (numeric(x) && numeric(y)) return { system: position.system, x, y };
  } else
    for (const { system, x: xName, y: yName, ucds } of PAIRS) {
      const find = (name: RegExp, ucd: string): number => {
        const named = infos.findIndex((info) => name.test(info.name));
        return named >= 0 ? named : infos.findIndex((info) => info.ucd.split(';')[0] === ucd);
      };
      const x = find(xName, ucds[0]);
      const y = find(yName, ucds[1]);
      if (numeric(x) && numeric(y)) return { system, x, y };
    }
  throw new AppError('bad-argument', 'The table has no columns of numbers that say where its rows are.', {
    remedy: 'Regions need columns x and y in pixels, or ra and dec in degrees.',
    details: { columns: infos.map(({ name }) => name).slice(0, 50) },
  });
}

/** A finite number, null where there is none. */
function numberText(data: ColumnData, row: number): string | null {
  if (data.type === 'float64' || data.type === 'float32')
    return Number.isFinite(data.values[row]) ? formatValue(data.values[row], data.type) : null;
  return cellText(data, row, WORDS);
}
