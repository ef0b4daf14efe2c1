import { floatColumn, integerColumn } from '../table/index.ts';
import { createRandomState } from './randomState.ts';
import { seedParameter, type NumberParameter, type SynthRecipe } from './recipe.ts';

const points = (title: string, description: string, standard: number): NumberParameter => ({
  kind: 'integer',
  title,
  description,
  default: standard,
  min: 0,
  max: 5_000_000,
});

/** Two clumps of stars in a field, with a column that says where each point comes from. */
export const gaussianClumps: SynthRecipe = {
  name: 'dbscan',
  title: 'DBSCAN and k-means',
  summary:
    'Two Gaussian clumps at (5, 5) and (0, 0) in uniform points over ±10; origin is 0, 1, and -1 for the field.',
  output: 'table',
  parameters: {
    seed: seedParameter(12),
    first: points('First clump', 'Points around (5, 5).', 100),
    second: points('Second clump', 'Points around (0, 0).', 50),
    field: points('Field', 'Points uniform over ±10.', 100),
  },
  make(values) {
    const { seed, first, second, field } = values as Record<string, number>;
    const random = createRandomState(seed);
    const rows = first + second + field;
    const x = new Float64Array(rows);
    const y = new Float64Array(rows);
    for (let i = 0; i < first + second; i++) {
      const centre = i < first ? 5 : 0;
      x[i] = random.standardNormal() + centre;
      y[i] = random.standardNormal() + centre;
    }
    for (let i = first + second; i < rows; i++) x[i] = random.uniform(-10, 10);
    for (let i = first + second; i < rows; i++) y[i] = random.uniform(-10, 10);
    const origin = new Int32Array(rows)
      .fill(-1)
      .fill(0, 0, first)
      .fill(1, first, first + second);
    const description = 'clump the point was drawn from, -1 for the field';
    return {
      kind: 'table',
      columns: [floatColumn('x', x), floatColumn('y', y), integerColumn('origin', origin, '', description)],
      rows,
      facts: {},
    };
  },
};
