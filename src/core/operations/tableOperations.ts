import type { Operation } from './operation.ts';
import type { ChoiceParameter, TextParameter } from './parameter.ts';

const onTable = {
  version: 1,
  pixelTypes: [],
  shape: { kind: 'table' },
} as const satisfies Partial<Operation>;

const rowsKept: ChoiceParameter = {
  kind: 'choice',
  title: 'Rows kept',
  description: 'Whether rows of the left table without a partner stay.',
  default: 'inner',
  options: [
    { value: 'inner', title: 'with a partner' },
    { value: 'left', title: 'all of the left' },
  ],
};

const position = (title: string): TextParameter => ({
  kind: 'text',
  title,
  description: "'' takes the one found.",
  default: '',
});

const suffixNote = 'Columns of the right table whose name the left one has too get "(2)" behind it.';

/** The stars of a catalogue as a table. */
export const starTable: Operation = {
  ...onTable,
  name: 'star-table',
  title: 'Stars as a table',
  summary: 'The rows of a catalogue of stars as a table, which follows every change of the cut.',
  inputs: { catalogue: 'catalogue' },
  output: 'table',
  missing: 'there is none, save positions outside a projection',
  parameters: {},
};

/** One of the worked examples with a table. */
export const exampleTable: Operation = {
  ...onTable,
  name: 'example-table',
  title: 'Example',
  summary: 'The synthetic data of a worked example.',
  inputs: {},
  output: 'table',
  missing: 'there is none',
  parameters: {
    name: {
      kind: 'choice',
      title: 'Example',
      description: 'Which example.',
      default: 'plane-regression',
      options: [
        { value: 'plane-regression', title: 'Plane regression' },
        { value: 'dbscan', title: 'DBSCAN and k-means' },
      ],
    },
  },
};

/** A new column computed from others. */
export const computeColumn: Operation = {
  ...onTable,
  name: 'compute-column',
  title: 'Computed column',
  summary: 'Adds a column computed from others by an expression, such as Jmag - Ksmag.',
  inputs: { table: 'table' },
  output: 'table',
  missing: 'a missing operand makes the result missing, and so does a value outside the domain of a function',
  parameters: {
    name: { kind: 'text', title: 'Name', description: 'Name of the new column.', default: 'computed' },
    expression: { kind: 'text', title: 'Expression', description: 'What to compute.', default: '' },
  },
};

/** Some rows of a table as a new one. */
export const selectRows: Operation = {
  ...onTable,
  name: 'select-rows',
  title: 'Selected rows',
  summary: 'The rows that a selection holds, as a table of their own.',
  inputs: { table: 'table' },
  output: 'table',
  missing: 'a missing value fulfils no condition',
  parameters: {
    where: {
      kind: 'predicate',
      title: 'Rows',
      description: 'The condition that rows fulfil.',
      default: { op: 'all' },
    },
  },
};

/** Two tables by equal values. */
export const joinTables: Operation = {
  ...onTable,
  name: 'join',
  title: 'Join',
  summary: `Rows of two tables side by side where values are equal. ${suffixNote}`,
  inputs: { left: 'table', right: 'table' },
  output: 'table',
  missing: 'a missing value equals nothing',
  parameters: {
    left_on: {
      kind: 'columns',
      title: 'Left columns',
      description: 'Compared with the right ones.',
      default: [],
    },
    right_on: {
      kind: 'columns',
      title: 'Right columns',
      description: 'In the order of the left ones; none means the same names.',
      default: [],
    },
    how: rowsKept,
  },
};

/** Two tables by nearness in the sky. */
export const crossmatchTables: Operation = {
  ...onTable,
  name: 'crossmatch',
  title: 'Sky cross-match',
  summary: `Rows of two tables side by side where they are near in the sky, with their separation. ${suffixNote}`,
  inputs: { left: 'table', right: 'table' },
  output: 'table',
  missing: 'rows without a position match nothing',
  parameters: {
    radius: {
      kind: 'number',
      title: 'Radius',
      unit: 'arcsec',
      description: 'Largest separation.',
      default: 1,
      min: 0,
      max: 3600 * 10,
    },
    left_ra: position('Left RA'),
    left_dec: position('Left Dec'),
    right_ra: position('Right RA'),
    right_dec: position('Right Dec'),
    matches: {
      kind: 'choice',
      title: 'Matches',
      description: 'Of several within the radius.',
      default: 'best',
      options: [
        { value: 'best', title: 'the nearest' },
        { value: 'all', title: 'all of them' },
      ],
    },
    how: rowsKept,
  },
};

/** Labels of a clustering as a column. */
export const labelColumn: Operation = {
  ...onTable,
  name: 'label-column',
  title: 'Labels as a column',
  summary:
    'Adds the labels of a clustering as a column: clusters from 0, noise -1, missing where a row was left out.',
  inputs: { table: 'table', clustering: 'clustering' },
  output: 'table',
  missing: 'rows that were left out of the clustering',
  parameters: {
    name: { kind: 'text', title: 'Name', description: 'Name of the new column.', default: 'label' },
  },
};

/** What a regression says of each row, as columns. */
export const modelColumns: Operation = {
  ...onTable,
  name: 'model-columns',
  title: 'Residuals as columns',
  summary: 'Adds prediction, residual, standardised residual, leverage and flag of each row as columns.',
  inputs: { table: 'table', model: 'model' },
  output: 'table',
  missing: 'rows that were left out of the regression',
  parameters: {
    name: {
      kind: 'text',
      title: 'Ending',
      description: 'Put behind the names, to tell several models apart.',
      default: '',
    },
  },
};
