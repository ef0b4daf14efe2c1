import { describe, expect, it } from 'vitest';
import {
  orbited,
  projected,
  projectionOf,
  START_CAMERA,
  unprojected,
  zoomedCamera,
} from '../../../../src/renderer/canvas/plots/camera.ts';
import { createScene, drawPoints, type Points3d } from '../../../../src/renderer/canvas/plots/points3d.ts';
import { rowsInLasso3d } from '../../../../src/renderer/canvas/plots/rowsInLasso3d.ts';
import { drawSurface, surfaceGrid } from '../../../../src/renderer/canvas/plots/surface3d.ts';
import { bitsOf, chosenRows, packed, sequence } from './data.ts';

const RANGES = [
  { low: -1, high: 1 },
  { low: -1, high: 1 },
  { low: -1, high: 1 },
] as const;
/** Along the y axis: x to the right, z upwards, and what has a smaller y is nearer. */
const FRONT = { azimuthRad: -Math.PI / 2, elevationRad: 0, zoom: 1 };
const ABOVE = { azimuthRad: -Math.PI / 2, elevationRad: Math.PI / 2, zoom: 1 };
const LOOK = {
  plain: 0xff0000ff,
  rest: 0xff444444,
  density: new Uint32Array(256).fill(0xff00ff00),
  densityRest: new Uint32Array(256).fill(0xff333333),
  selected: 0xff00a5ff,
  rim: 0xffffffff,
  background: 0xff000000,
  ratio: 1,
};

function cloud(rows: readonly (readonly [number, number, number])[]): Points3d {
  const of = (k: 0 | 1 | 2): Float64Array => Float64Array.from(rows, (row) => row[k]);
  return { x: of(0), y: of(1), z: of(2), colours: null, labels: null, selection: null };
}

describe('the projection', () => {
  it('goes there and back', () => {
    const next = sequence(2);
    const ranges = [
      { low: -3, high: 8 },
      { low: 1e4, high: 1.1e4 },
      { low: 0, high: 1e-3 },
    ] as const;
    let camera = START_CAMERA;
    for (let k = 0; k < 50; k++) {
      camera = zoomedCamera(orbited(camera, next() * 300 - 150, next() * 100 - 50), 0.8 + next() * 0.5);
      const projection = projectionOf(camera, ranges, 640, 480);
      const point = ranges.map(({ low, high }) => low + next() * (high - low)) as [number, number, number];
      const back = unprojected(projection, projected(projection, ...point));
      for (const [axis, value] of back.entries()) {
        const { low, high } = ranges[axis]!;
        expect(Math.abs(value - point[axis]!) / (high - low)).toBeLessThan(1e-9);
      }
    }
  });

  it('has up upwards, right to the right and near nearer', () => {
    const projection = projectionOf(FRONT, RANGES, 200, 200);
    const middle = projected(projection, 0, 0, 0);
    expect(middle.left).toBeCloseTo(100, 9);
    expect(projected(projection, 1, 0, 0).left).toBeGreaterThan(middle.left);
    expect(projected(projection, 0, 0, 1).top).toBeLessThan(middle.top);
    expect(projected(projection, 0, -1, 0).depth).toBeGreaterThan(middle.depth);
  });

  it('keeps every corner in the picture at any angle', () => {
    for (let k = 0; k < 60; k++) {
      const projection = projectionOf(orbited(START_CAMERA, k * 37, k * 11 - 300), RANGES, 300, 300);
      for (const x of [-1, 1])
        for (const y of [-1, 1])
          for (const z of [-1, 1]) {
            const { left, top } = projected(projection, x, y, z);
            expect(Math.hypot(left - 150, top - 150)).toBeLessThan(150);
          }
    }
  });
});

describe('points in space', () => {
  it('hide what is behind them, few as many', () => {
    for (const copies of [1, 30_000]) {
      const scene = createScene(100, 100);
      const rows = Array.from({ length: copies }, () => [0, 0.5, 0] as const);
      const colours = new Uint32Array(copies + 1).fill(0xff00ff00);
      colours[copies] = 0xff0000ff;
      const points = { ...cloud([...rows, [0, -0.5, 0]]), colours };
      drawPoints(scene, points, projectionOf(FRONT, RANGES, 100, 100), LOOK);
      const pixel = packed(scene.data)[50 * 100 + 50]!;
      expect((pixel & 255) > ((pixel >>> 8) & 255), `${copies}`).toBe(true);
    }
  });

  it('show selected ones through a crowd', () => {
    const rows = Array.from({ length: 30_000 }, (_, i) => [0, i === 0 ? 0.9 : -0.5, 0] as const);
    const scene = createScene(100, 100);
    const points = { ...cloud(rows), selection: bitsOf(30_000, [0]) };
    drawPoints(scene, points, projectionOf(FRONT, RANGES, 100, 100), LOOK);
    expect(packed(scene.data)[50 * 100 + 50]).toBe(LOOK.selected);
    expect(scene.depth[50 * 100 + 50]).toBeLessThan(0);
  });

  it('leave out what is not finite or has no label', () => {
    const scene = createScene(50, 50);
    const points = {
      ...cloud([
        [NaN, 0, 0],
        [0, 0, Infinity],
        [0, 0, 0],
      ]),
      labels: Int32Array.of(0, 0, -2),
    };
    drawPoints(scene, points, projectionOf(FRONT, RANGES, 50, 50), LOOK);
    expect(packed(scene.data).every((pixel) => pixel === 0)).toBe(true);
  });
});

describe('a lasso in space', () => {
  it('selects by what is seen', () => {
    const points = cloud([
      [0.5, 0.9, 0.5],
      [0.5, -0.9, 0.5],
      [-0.5, 0, 0.5],
      [0.5, 0, -0.5],
      [NaN, 0, 0],
    ]);
    const projection = projectionOf(FRONT, RANGES, 100, 100);
    const upperRight = [
      [50, 0],
      [100, 0],
      [100, 50],
      [50, 50],
    ] as const;
    expect(chosenRows(rowsInLasso3d(points, projection, upperRight, 100, 100))).toEqual([0, 1]);
  });
});

describe('a surface', () => {
  const plane = surfaceGrid({ kind: 'plane', a: 2, b: -1, c: 0.25 }, RANGES[0], RANGES[1]);

  it('has the heights of its coefficients', () => {
    const { x, y, z } = plane;
    expect(z[0]).toBeCloseTo(0.25 + 2 * x[0]! - y[0]!, 12);
    expect(z.at(-1)).toBeCloseTo(0.25 + 2 * x.at(-1)! - y.at(-1)!, 12);
  });

  it('covers every pixel inside once, without seams', () => {
    const flat = surfaceGrid({ kind: 'plane', a: 0, b: 0, c: 0 }, RANGES[0], RANGES[1]);
    const scene = createScene(200, 200);
    drawSurface(scene, flat, RANGES[2], projectionOf(ABOVE, RANGES, 200, 200), 0xffffffff, 0.5);
    const alphas = new Set<number>();
    for (let at = 3; at < scene.data.length; at += 4) alphas.add(scene.data[at]!);
    expect([...alphas].sort((a, b) => a - b)).toEqual([0, 128]);
  });

  it('tints what is behind it, leaves what is before it, and ends at the box', () => {
    const level = surfaceGrid({ kind: 'plane', a: 0, b: 0, c: 0 }, RANGES[0], RANGES[1]);
    const projection = projectionOf(ABOVE, RANGES, 200, 200);
    const colourAt = (z: number): number => {
      const scene = createScene(200, 200);
      drawPoints(scene, cloud([[0, 0, z]]), projection, LOOK);
      const before = packed(scene.data)[100 * 200 + 100]!;
      drawSurface(scene, level, RANGES[2], projection, 0xffff0000, 0.5);
      return packed(scene.data)[100 * 200 + 100]! === before ? 1 : 0;
    };
    expect(colourAt(0.5)).toBe(1);
    expect(colourAt(-0.5)).toBe(0);
    const scene = createScene(200, 200);
    const high = surfaceGrid({ kind: 'plane', a: 0, b: 0, c: 5 }, RANGES[0], RANGES[1]);
    drawSurface(scene, high, RANGES[2], projection, 0xffff0000, 0.5);
    expect(scene.data.every((value) => value === 0)).toBe(true);
  });
});
