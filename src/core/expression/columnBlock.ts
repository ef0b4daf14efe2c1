import type { ColumnData } from '../table/index.ts';
import { booleanBlock, finite, numberBlock, textBlock, UNKNOWN, type Block } from './block.ts';

/** The cells of a column, block by block. */
export function columnBlock(data: ColumnData): Block {
  switch (data.type) {
    case 'float64':
    case 'float32': {
      const { values } = data;
      return numberBlock((out, start, count) => {
        for (let i = 0; i < count; i++) out[i] = finite(values[start + i]!);
      });
    }
    case 'int32': {
      const { values, missing } = data;
      return numberBlock((out, start, count) => {
        for (let i = 0; i < count; i++) out[i] = missing?.[start + i] ? NaN : values[start + i]!;
      });
    }
    case 'int64': {
      const { values, missing } = data;
      return numberBlock((out, start, count) => {
        for (let i = 0; i < count; i++) out[i] = missing?.[start + i] ? NaN : Number(values[start + i]!);
      });
    }
    case 'boolean': {
      const { values, missing } = data;
      return booleanBlock((out, start, count) => {
        for (let i = 0; i < count; i++) {
          out[i] = missing?.[start + i] ? UNKNOWN : values[start + i] === 0 ? 0 : 1;
        }
      });
    }
    case 'text': {
      const { values } = data;
      return textBlock((out, start, count) => {
        for (let i = 0; i < count; i++) out[i] = values[start + i]!;
      });
    }
  }
}
