import fc from 'fast-check';
import { POINT_SIZE, type NewRegion, type RegionShape } from '../../src/core/region/index.ts';

type FileProperties = NonNullable<NewRegion['file']>;

/** Shapes with places within `x` and `y` and lengths within `length`. */
export function arbitraryShape(
  x: fc.Arbitrary<number>,
  y: fc.Arbitrary<number>,
  length: fc.Arbitrary<number>,
): fc.Arbitrary<RegionShape> {
  const point = fc.tuple(x, y);
  const angle = fc.oneof(
    fc.constantFrom(0, 90, 180, 270, -90, 45),
    // A zero has no sign in a file.
    fc.double({ min: -400, max: 400, noNaN: true }).map((value) => value + 0),
  );
  return fc.oneof(
    fc.record({
      kind: fc.constant('point' as const),
      centre: point,
      style: fc.constantFrom('circle', 'box', 'diamond', 'cross', 'x', 'arrow', 'boxcircle'),
      size: fc.constantFrom(POINT_SIZE, 5, 20.5),
    }),
    fc.record({ kind: fc.constant('line' as const), from: point, to: point }),
    fc.record({ kind: fc.constant('circle' as const), centre: point, radius: length }),
    fc.tuple(point, length, length).map(([centre, a, b]) => ({
      kind: 'annulus' as const,
      centre,
      inner: Math.min(a, b),
      outer: Math.max(a, b),
    })),
    fc.record({
      kind: fc.constant('ellipse' as const),
      centre: point,
      radii: fc.tuple(length, length),
      angle,
    }),
    fc.record({ kind: fc.constant('box' as const), centre: point, size: fc.tuple(length, length), angle }),
    // With a hole.
    fc
      .tuple(point, fc.tuple(length, length), fc.tuple(length, length), angle, fc.boolean())
      .map(([centre, [a, b], [c, d], turned, round]) => {
        const inner = [Math.min(a, c), Math.min(b, d)] as const;
        const outer = [Math.max(a, c), Math.max(b, d)] as const;
        return round
          ? { kind: 'ellipse' as const, centre, radii: outer, inner, angle: turned }
          : { kind: 'box' as const, centre, size: outer, inner, angle: turned };
      }),
    fc.record({
      kind: fc.constant('polygon' as const),
      corners: fc.array(point, { minLength: 3, maxLength: 9 }),
    }),
  ) as fc.Arbitrary<RegionShape>;
}

/** How a region looks, its text within what a region file can hold. */
export const arbitraryLooks: fc.Arbitrary<Omit<NewRegion, 'shape' | 'system'>> = fc.record(
  {
    include: fc.boolean(),
    text: fc.constantFrom(
      '',
      'M 51',
      'a = b; # c',
      'with {brace',
      '}',
      '"quoted" }',
      "it's",
      'color=red',
      'ünï',
    ),
    colour: fc.constantFrom('green', 'red', '#ff8800', 'DodgerBlue'),
    width: fc.constantFrom(1, 2, 3.5),
    dashed: fc.boolean(),
    tags: fc.array(fc.constantFrom('Group 1', 'b', '{', ''), { maxLength: 3 }),
    background: fc.boolean(),
    file: fc.constantFrom<FileProperties>(
      { fixed: '1' },
      { move: '0', fill: '1', font: 'times 12 bold italic' },
      { line: '1 1', dashlist: '4 2' },
      { textangle: '-30.5', select: '0' },
    ),
  },
  { requiredKeys: ['include', 'text', 'colour', 'width', 'dashed', 'tags', 'background'] },
);
