import { describe, expect, it } from 'vitest';
import { safeFileName } from '../../../src/main/safeFileName.ts';

describe('safeFileName', () => {
  it('keeps a plain name', () => {
    expect(safeFileName('47 Tuc (F606W) stars.csv')).toBe('47 Tuc (F606W) stars.csv');
  });

  it.each([
    ['../up.csv', '_up.csv'],
    ['a/b\\c.csv', 'a_b_c.csv'],
    ['.hidden', 'hidden'],
    ['new\nline.csv', 'new_line.csv'],
    ['C:x.csv', 'C_x.csv'],
    ['...', 'catalogue.csv'],
  ])('makes a plain name of %j', (name, expected) => {
    expect(safeFileName(name)).toBe(expected);
  });
});
