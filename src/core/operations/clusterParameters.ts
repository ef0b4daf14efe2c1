import type { ChoiceParameter, ColumnsParameter } from './parameter.ts';

/** The columns that a clustering looks at. */
export const clusterColumns: ColumnsParameter = {
  kind: 'columns',
  title: 'Columns',
  description:
    'Columns of numbers whose distances count. Rows with a missing cell in one of them are left out.',
  default: [],
};

/** How columns of unlike units are made comparable. */
export const clusterScaling: ChoiceParameter = {
  kind: 'choice',
  title: 'Scaling',
  description:
    'None takes the values as they are; standard takes off the mean and divides by the standard deviation; robust takes ' +
    'off the median and divides by the distance of the quartiles; min-max maps the range to 0 … 1.',
  default: 'none',
  options: [
    { value: 'none', title: 'None' },
    { value: 'standard', title: 'Standard (z-score)' },
    { value: 'robust', title: 'Robust (quartiles)' },
    { value: 'min-max', title: 'Range (min-max)' },
  ],
};
