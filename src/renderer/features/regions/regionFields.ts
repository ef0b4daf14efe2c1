import type { Region, RegionPoint, RegionShape } from '../../../core/region/index.ts';
import { withRoom, type WithHole } from '../../canvas/regions/index.ts';
import type { SkyAxis } from './skyText.ts';

/** A number of a shape that can be typed. */
export interface RegionField {
  readonly label: string;
  readonly value: number;
  readonly unit: string;
  /** Of a place on the sky: what of it this is. */
  readonly axis?: SkyAxis;
  /** What may be typed, and how much an arrow key adds. */
  readonly limits: { readonly min?: number; readonly max?: number; readonly step?: number };
  /** The shape with another value. */
  readonly set: (value: number) => RegionShape;
}

/** The numbers of a region's shape: places in FITS pixels or degrees, lengths in pixels or arcseconds; the corners of a polygon
 * are in `cornerFields`. */
export function fieldsOf({ system, shape }: Region): readonly RegionField[] {
  const sky = system === 'icrs';
  const [x, y] = placeNames(sky);
  const perUnit = sky ? 3600 : 1;
  const place = placeFields.bind(null, sky);
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

/** The numbers of a corner of a polygon, counted from 0. */
export function cornerFields(
  system: Region['system'],
  shape: Extract<RegionShape, { kind: 'polygon' }>,
  index: number,
): readonly RegionField[] {
  const sky = system === 'icrs';
  const [x, y] = placeNames(sky);
  return placeFields(
    sky,
    [`${x} of corner ${index + 1}`, `${y} of corner ${index + 1}`],
    shape.corners[index]!,
    (corner) => ({ ...shape, corners: shape.corners.with(index, corner) }),
  );
}

/** What the two numbers of a place are called. */
export function placeNames(sky: boolean): readonly [string, string] {
  return sky ? ['RA', 'Dec'] : ['X', 'Y'];
}

function placeFields(
  sky: boolean,
  names: readonly [string, string],
  at: RegionPoint,
  set: (at: RegionPoint) => RegionShape,
): readonly RegionField[] {
  const unit = sky ? '°' : 'px';
  const step = sky ? 1 / 3600 : 1;
  return [
    {
      label: names[0],
      value: at[0],
      unit,
      ...(sky ? { axis: 'ra' } : {}),
      limits: { step },
      set: (value) => set([value, at[1]]),
    },
    {
      label: names[1],
      value: at[1],
      unit,
      ...(sky ? { axis: 'dec' } : {}),
      limits: sky ? { step, min: -90, max: 90 } : { step },
      set: (value) => set([at[0], value]),
    },
  ];
}
