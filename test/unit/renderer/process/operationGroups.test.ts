import { describe, expect, it } from 'vitest';
import { isImageShape, OPERATIONS } from '../../../../src/core/operations/index.ts';
import { operationGroups } from '../../../../src/renderer/features/process/operationGroups.ts';

const groups = operationGroups();
const offered = groups.flatMap(({ operations }) => operations);

describe('the operations that are offered', () => {
  it('are all that make or measure images and belong to a group, once each', () => {
    const expected = [...OPERATIONS.values()].filter(
      ({ shape, group, parameters }) =>
        group !== undefined &&
        (isImageShape(shape) || shape.kind === 'measure') &&
        !Object.values(parameters).some(({ kind }) => (kind as string) === 'regions'),
    );
    expect(new Set(offered)).toEqual(new Set(expected));
    expect(offered).toHaveLength(expected.length);
    expect(offered.length).toBeGreaterThan(40);
  });

  it('stand under their headings, none of which is empty', () => {
    for (const { title, operations } of groups) {
      expect(operations.length, title).toBeGreaterThan(0);
      expect(new Set(operations.map(({ group }) => group)).size, title).toBe(1);
    }
    expect(new Set(groups.map(({ title }) => title)).size).toBe(groups.length);
    const names = (title: string) =>
      groups.find((group) => group.title === title)?.operations.map(({ name }) => name);
    expect(names('Thresholds')).toEqual(expect.arrayContaining(['otsu', 'adaptive']));
    expect(names('Filters and background')).toContain('gaussian');
  });

  it('can be told apart by their titles', () => {
    const titles = offered.map(({ title }) => title);
    expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual([]);
  });
});
