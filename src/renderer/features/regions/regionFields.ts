import type { Region, RegionShape } from '../../../core/region/index.ts';
import { withRoom, type WithHole } from '../../canvas/regions/index.ts';

/** A number of a shape that can be typed. */
export interface RegionField {
  readonly label: string;
  readonly value: number;
  readonly unit: string;
  /** What may be typed, and how much an arrow key adds. */
  readonly limits: { readonly min?: number; readonly max?: number; readonly step?: number };
  /** The shape with another value. */
  readonly set: (value: number) => RegionShape;
}

/** The numbers of a region's shape: places in FITS pixels or degrees, lengths in pixels or arcseconds. */
export function fieldsOf({ system, shape }: Region): readonly RegionField[] {
  const sky = system === 'icrs';
  const [x, y, degrees] = sky ? ['RA', 'Dec', '°'] : ['X', 'Y', 'px'];
  const perUnit = sky ? 3600 : 1;
  const step = 1 / perUnit;
  const place = (
    names: readonly [string, string],
    at: readonly [number, number],
    set: (at: readonly [number, number]) => RegionShape,
  ): RegionField[] => [
    { label: names[0], value: at[0], unit: degrees, limits: { step }, set: (value) => set([value, at[1]]) },
    {
      label: names[1],
      value: at[1],
      unit: degrees,
      limits: sky ? { step, min: -90, max: 90 } : { step },
      set: (value) => set([at[0], value]),
    },
  ];
  const length = (label: string, value: number, set: (value: number) => RegionShape): RegionField => ({
    label,
    value: value * perUnit,
    unit: sky ? '″' : 'px',
    limits: { min: 0 },
    set: (typed) => set(typed / perUnit),
  });
  const lengths = (
    [one, other]: readonly [string, string],
    [a, b]: readonly [number, number],
    set: (pair: readonly [number, number]) => RegionShape,
  ): RegionField[] => [
    length(one, a, (typed) => set([typed, b])),
    length(other, b, (typed) => set([a, typed])),
  ];
  const holes = (
    labels: readonly [string, string],
    inner: readonly [number, number] | undefined,
    set: (pair: readonly [number, number]) => WithHole,
  ): RegionField[] => (inner ? lengths(labels, inner, (pair) => withRoom(set(pair))) : []);
  const angle = (value: number, set: (value: number) => RegionShape): RegionField => ({
    label: 'Angle',
    value,
    unit: '°',
    limits: {},
    set,
  });
  switch (shape.kind) {
    case 'polygon':
      return [];
    case 'line':
      return [
        ...place([`${x} from`, `${y} from`], shape.from, (from) => ({ ...shape, from })),
        ...place([`${x} to`, `${y} to`], shape.to, (to) => ({ ...shape, to })),
      ];
    case 'point':
      return place([x, y], shape.centre, (centre) => ({ ...shape, centre }));
    case 'circle':
      return [
        ...place([x, y], shape.centre, (centre) => ({ ...shape, centre })),
        length('Radius', shape.radius, (radius) => ({ ...shape, radius })),
      ];
    case 'annulus':
      return [
        ...place([x, y], shape.centre, (centre) => ({ ...shape, centre })),
        length('Inner radius', shape.inner, (inner) => ({ ...shape, inner: Math.min(inner, shape.outer) })),
        length('Outer radius', shape.outer, (outer) => ({ ...shape, outer: Math.max(outer, shape.inner) })),
      ];
    case 'ellipse':
      return [
        ...place([x, y], shape.centre, (centre) => ({ ...shape, centre })),
        ...lengths(['Semi-axis 1', 'Semi-axis 2'], shape.radii, (radii) => withRoom({ ...shape, radii })),
        ...holes(['Inner semi-axis 1', 'Inner semi-axis 2'], shape.inner, (inner) => ({ ...shape, inner })),
        angle(shape.angle, (turned) => ({ ...shape, angle: turned })),
      ];
    case 'box':
      return [
        ...place([x, y], shape.centre, (centre) => ({ ...shape, centre })),
        ...lengths(['Width', 'Height'], shape.size, (size) => withRoom({ ...shape, size })),
        ...holes(['Inner width', 'Inner height'], shape.inner, (inner) => ({ ...shape, inner })),
        angle(shape.angle, (turned) => ({ ...shape, angle: turned })),
      ];
  }
}
