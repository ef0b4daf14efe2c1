import { exp, log, pow } from '../math/index.ts';

/** A star's profile for a flux of 1: the value at distance r is height × shape(r). */
export interface Profile {
  readonly kind: 'gaussian' | 'moffat';
  readonly height: number;
  /** Gaussian: standard deviation; Moffat: the radius alpha in (1 + (r / alpha)²)^-beta. */
  readonly scale: number;
  readonly beta: number;
  /** Values below it are left out. */
  readonly floor: number;
}

/** How far below the noise a star's wings are left out, and how far below its own peak where there is no noise. */
const FLOOR_NOISE = 1e-2;
const FLOOR_PEAK = 1e-6;

/** The profile of a full width at half maximum, with an integral of 1 over the plane. */
export function createProfile(kind: Profile['kind'], fwhm: number, beta: number, noise: number): Profile {
  const floor = FLOOR_NOISE * noise;
  if (kind === 'gaussian') {
    const scale = fwhm / Math.sqrt(8 * Math.LN2);
    return { kind, scale, beta, floor, height: 1 / (2 * Math.PI * scale * scale) };
  }
  const scale = fwhm / (2 * Math.sqrt(pow(2, 1 / beta) - 1));
  return { kind, scale, beta, floor, height: (beta - 1) / (Math.PI * scale * scale) };
}

/** Adds a star at a 0-based position, as far out as it exceeds the floor. */
export function addStar(
  image: { readonly data: Float32Array; readonly width: number; readonly height: number },
  profile: Profile,
  x: number,
  y: number,
  flux: number,
): void {
  const peak = flux * profile.height;
  const radius = radiusAbove(profile, peak);
  const x0 = Math.max(0, Math.ceil(x - radius));
  const x1 = Math.min(image.width - 1, Math.floor(x + radius));
  const y0 = Math.max(0, Math.ceil(y - radius));
  const y1 = Math.min(image.height - 1, Math.floor(y + radius));
  if (x1 < x0) return;
  const squares = Float64Array.from({ length: x1 - x0 + 1 }, (_, i) => (x0 + i - x) * (x0 + i - x));
  if (profile.kind === 'gaussian') {
    const along = squares.map((square) => exp(-square / (2 * profile.scale * profile.scale)));
    for (let row = y0; row <= y1; row++) {
      const factor = peak * exp((-(row - y) * (row - y)) / (2 * profile.scale * profile.scale));
      const start = row * image.width + x0;
      for (let i = 0; i < along.length; i++) image.data[start + i] += factor * along[i];
    }
    return;
  }
  const inverse = 1 / (profile.scale * profile.scale);
  for (let row = y0; row <= y1; row++) {
    const square = (row - y) * (row - y);
    const start = row * image.width + x0;
    for (let i = 0; i < squares.length; i++)
      image.data[start + i] += peak * exp(-profile.beta * log(1 + (square + squares[i]) * inverse));
  }
}

/** Where a star of this height falls to the floor. */
function radiusAbove({ kind, scale, beta, floor }: Profile, peak: number): number {
  const ratio = peak / Math.max(floor, FLOOR_PEAK * peak);
  if (!(ratio > 1)) return 0;
  return kind === 'gaussian'
    ? scale * Math.sqrt(2 * log(ratio))
    : scale * Math.sqrt(pow(ratio, 1 / beta) - 1);
}
