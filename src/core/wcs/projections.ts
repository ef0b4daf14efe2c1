import { atan, atan2, cos, exp, hypot, log, sin, tan } from '../math/index.ts';
import { asinDeg, atan2Deg, cosDeg, DEGREES_PER_RADIAN, sinDeg } from './angles.ts';
import type { ProjectionName } from './wcs.ts';

/** Native spherical coordinates in degrees. */
export interface NativePoint {
  readonly phi: number;
  readonly theta: number;
}

/** Coordinates in the plane of projection, degrees. */
export interface PlanePoint {
  readonly x: number;
  readonly y: number;
}

/** One projection of the sphere. Both directions give null where there is no such point. */
export interface Projection {
  /** Native latitude of the reference point: 90 for zenithal projections, else 0. */
  readonly theta0: 0 | 90;
  readonly nativeFromPlane: (
    x: number,
    y: number,
    parameters: readonly [number, number],
  ) => NativePoint | null;
  readonly planeFromNative: (
    phi: number,
    theta: number,
    parameters: readonly [number, number],
  ) => PlanePoint | null;
}

const R0 = DEGREES_PER_RADIAN;
/** Rounding may bring a point this far (in degrees) off the edge of the sphere. */
const EDGE = 1e-9;

/** A zenithal projection, given by the radius in the plane as a function of native latitude, both in degrees. */
function zenithal(
  thetaFromRadius: (radius: number) => number | null,
  radiusFromTheta: (theta: number) => number | null,
): Projection {
  return {
    theta0: 90,
    nativeFromPlane: (x, y) => {
      const radius = hypot(x, y);
      const theta = thetaFromRadius(radius);
      if (theta === null) return null;
      return { phi: radius === 0 ? 0 : atan2Deg(x, -y), theta };
    },
    planeFromNative: (phi, theta) => {
      const radius = radiusFromTheta(theta);
      return radius === null ? null : { x: radius * sinDeg(phi), y: -radius * cosDeg(phi) };
    },
  };
}

/** A projection with straight parallels about the equator, from its formulas and the edge of its map. */
function onSphere(native: NativePoint): NativePoint | null {
  if (!(Math.abs(native.phi) <= 180 + EDGE && Math.abs(native.theta) <= 90 + EDGE)) return null;
  return native;
}

const SIN: Projection = {
  theta0: 90,
  nativeFromPlane: (x, y, [xi, eta]) => {
    const u = x / R0;
    const v = y / R0;
    // u = cos(theta) sin(phi) + xi w and v = -cos(theta) cos(phi) + eta w with w = 1 - sin(theta): a quadratic in w.
    const a = 1 + xi * xi + eta * eta;
    const b = 1 + xi * u + eta * v;
    const c = u * u + v * v;
    const discriminant = b * b - a * c;
    if (!(discriminant >= 0)) return null;
    const w = c / (b + Math.sqrt(discriminant));
    if (!(w >= 0 && w <= 2)) return null;
    const east = u - xi * w;
    const south = eta * w - v;
    return {
      phi: east === 0 && south === 0 ? 0 : atan2Deg(east, south),
      theta: atan2Deg(1 - w, Math.sqrt(w * (2 - w))),
    };
  },
  planeFromNative: (phi, theta, [xi, eta]) => {
    const away = 1 - sinDeg(theta);
    const cosTheta = cosDeg(theta);
    // Points on the far side are hidden: those whose line of sight leaves the sphere.
    if (theta < -atanDeg(xi * sinDeg(phi) - eta * cosDeg(phi))) return null;
    return { x: R0 * (cosTheta * sinDeg(phi) + xi * away), y: R0 * (-cosTheta * cosDeg(phi) + eta * away) };
  },
};

function atanDeg(value: number): number {
  return atan(value) * R0;
}

const SFL: Projection = {
  theta0: 0,
  nativeFromPlane: (x, y) => {
    const cosTheta = cosDeg(y);
    if (cosTheta <= 0) return Math.abs(y) <= 90 && Math.abs(x) < EDGE ? { phi: 0, theta: y } : null;
    return onSphere({ phi: x / cosTheta, theta: y });
  },
  planeFromNative: (phi, theta) => ({ x: phi * cosDeg(theta), y: theta }),
};

const AIT: Projection = {
  theta0: 0,
  nativeFromPlane: (x, y) => {
    const u = x / R0;
    const v = y / R0;
    const square = 1 - (u * u) / 16 - (v * v) / 4;
    if (square < 0.5 - 1e-14) return null;
    const z = Math.sqrt(square);
    return { phi: 2 * atan2Deg((z * u) / 2, 2 * square - 1), theta: asinDeg(v * z) };
  },
  planeFromNative: (phi, theta) => {
    const cosTheta = cosDeg(theta);
    const gamma = R0 * Math.sqrt(2 / (1 + cosTheta * cosDeg(phi / 2)));
    return { x: 2 * gamma * cosTheta * sinDeg(phi / 2), y: gamma * sinDeg(theta) };
  },
};

const MOL: Projection = {
  theta0: 0,
  nativeFromPlane: (x, y) => {
    const sine = y / (R0 * Math.SQRT2);
    if (Math.abs(sine) > 1) return null;
    const cosine = Math.sqrt(1 - sine * sine);
    const gamma = atan2(sine, cosine);
    const theta = asinDeg((2 * gamma + 2 * sine * cosine) / Math.PI);
    if (cosine < 1e-12) return Math.abs(x) < EDGE ? { phi: 0, theta } : null;
    return onSphere({ phi: (Math.PI * x) / (2 * Math.SQRT2 * cosine), theta });
  },
  planeFromNative: (phi, theta) => {
    const gamma = mollweideAngle(theta);
    return { x: ((2 * Math.SQRT2) / Math.PI) * phi * cos(gamma), y: R0 * Math.SQRT2 * sin(gamma) };
  },
};

/** The gamma of 2 gamma + sin(2 gamma) = pi sin(theta), by bisection (the Newton step fails at the poles). */
function mollweideAngle(theta: number): number {
  const target = Math.PI * sinDeg(theta);
  let low = -Math.PI / 2;
  let high = Math.PI / 2;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (2 * middle + sin(2 * middle) < target) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Projections by their code in CTYPE.
 *
 * Source: M. R. Calabretta and E. W. Greisen, 2002, A&A 395, 1077, section 5.
 * Checked against: astropy.wcs 5.2 (wcslib 7.12), 1e-9 degrees (test/unit/core/wcs/projections.test.ts). */
export const PROJECTIONS: Readonly<Record<ProjectionName, Projection>> = {
  TAN: zenithal(
    (radius) => atan2Deg(R0, radius),
    (theta) => (theta <= 0 ? null : (R0 * cosDeg(theta)) / sinDeg(theta)),
  ),
  STG: zenithal(
    (radius) => 90 - 2 * atanDeg(radius / (2 * R0)),
    (theta) => (theta <= -90 ? null : 2 * R0 * tan((90 - theta) / 2 / R0)),
  ),
  ARC: zenithal(
    (radius) => (radius > 180 + EDGE ? null : 90 - radius),
    (theta) => 90 - theta,
  ),
  ZEA: zenithal(
    (radius) => (radius > 2 * R0 + EDGE ? null : 90 - 2 * asinDeg(radius / (2 * R0))),
    (theta) => 2 * R0 * sinDeg((90 - theta) / 2),
  ),
  SIN,
  CAR: {
    theta0: 0,
    nativeFromPlane: (x, y) => onSphere({ phi: x, theta: y }),
    planeFromNative: (phi, theta) => ({ x: phi, y: theta }),
  },
  CEA: {
    theta0: 0,
    nativeFromPlane: (x, y, [lambda]) => {
      const sine = (y * lambda) / R0;
      return Math.abs(sine) > 1 + 1e-12 ? null : onSphere({ phi: x, theta: asinDeg(sine) });
    },
    planeFromNative: (phi, theta, [lambda]) => ({ x: phi, y: (R0 * sinDeg(theta)) / lambda }),
  },
  MER: {
    theta0: 0,
    nativeFromPlane: (x, y) => onSphere({ phi: x, theta: 2 * atanDeg(exp(y / R0)) - 90 }),
    planeFromNative: (phi, theta) =>
      Math.abs(theta) >= 90 ? null : { x: phi, y: R0 * log(tan((90 + theta) / 2 / R0)) },
  },
  SFL,
  AIT,
  MOL,
};
