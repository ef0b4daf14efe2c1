import type { AngleFormat } from './columnRoles.ts';

const DEGREES: Readonly<Record<AngleFormat, number>> = {
  degrees: 1,
  hours: 15,
  radians: 180 / Math.PI,
  arcsec: 1 / 3600,
  'sexagesimal-hours': 1,
  'sexagesimal-degrees': 1,
};

/** Degrees in a unit of an angle; sexagesimal angles are degrees already once they are read. */
export function degreesOf(format: AngleFormat): number {
  return DEGREES[format];
}
