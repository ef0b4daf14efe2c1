/** Frame of the sky coordinates that a header's axes give. OTHER is one that has no fixed place on the sky
 * (a planet's surface, the Sun, an observatory's horizon) or that we do not know. */
export type SkyFrame =
  'ICRS' | 'FK5' | 'FK4' | 'FK4-NO-E' | 'GALACTIC' | 'ECLIPTIC' | 'SUPERGALACTIC' | 'OTHER';

export type ProjectionName =
  'TAN' | 'SIN' | 'ARC' | 'STG' | 'ZEA' | 'CAR' | 'CEA' | 'MER' | 'SFL' | 'AIT' | 'MOL';

/** A longitude and latitude in degrees. */
export interface SkyPoint {
  readonly lon: number;
  readonly lat: number;
}

/** Rows of a 2 x 2 matrix, one after the other. */
export type Matrix2 = readonly [number, number, number, number];
/** Rows of a 3 x 3 matrix, one after the other. */
export type Matrix3 = readonly [number, number, number, number, number, number, number, number, number];
export type Vector3 = readonly [number, number, number];

/** One term c x^i y^j. */
export interface PolynomialTerm {
  readonly i: number;
  readonly j: number;
  readonly coefficient: number;
}

/** Distortion of pixel offsets, in pixels, before the matrix (SIP). */
export interface SipDistortion {
  readonly a: readonly PolynomialTerm[];
  readonly b: readonly PolynomialTerm[];
}

/** Distortion of plane coordinates, in degrees, after the matrix (TPV): the coefficients PVi_0 … PVi_39 for longitude
 * and latitude. */
export interface TpvDistortion {
  readonly lon: readonly number[];
  readonly lat: readonly number[];
}

/** World coordinates of an image plane, ready for use; plain data that survives a structured clone. */
export interface Wcs {
  readonly projection: ProjectionName;
  /** CTYPE of axes 1 and 2 as the header has them. */
  readonly ctype: readonly [string, string];
  readonly frame: SkyFrame;
  /** Equinox of the frame in years; NaN where it has none. */
  readonly equinox: number;
  /** Reference pixel, 1-based. */
  readonly crpix: readonly [number, number];
  /** Plane coordinates in degrees, longitude first, from pixel offsets: and the way back. */
  readonly planeFromPixel: Matrix2;
  readonly pixelFromPlane: Matrix2;
  /** Celestial coordinates of the native pole and native longitude of the celestial pole, degrees. */
  readonly pole: { readonly lon: number; readonly lat: number; readonly nativeLon: number };
  /** Parameters PV2_1, PV2_2 of the latitude axis, for projections that take some. */
  readonly parameters: readonly [number, number];
  readonly sip: SipDistortion | null;
  readonly tpv: TpvDistortion | null;
  /** Rotation of the frame into ICRS; null for OTHER. */
  readonly icrsFromFrame: Matrix3 | null;
  /** E-terms of aberration to take off first (FK4). */
  readonly eTerms: Vector3 | null;
}
