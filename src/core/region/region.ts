import type { FileProperties } from './fileProperties.ts';

/** A place or a corner: x, y in FITS pixels, or right ascension and declination in degrees. */
export type RegionPoint = readonly [x: number, y: number];

export const POINT_STYLES = ['circle', 'box', 'diamond', 'cross', 'x', 'arrow', 'boxcircle'] as const;
export type PointStyle = (typeof POINT_STYLES)[number];

/** What a region covers. Lengths are in pixels or degrees, as the region's system says; angles in degrees,
 * counter-clockwise from the x axis, which on the sky is the direction 90 degrees clockwise of north. */
export type RegionShape =
  | {
      readonly kind: 'point';
      readonly centre: RegionPoint;
      readonly style: PointStyle;
      readonly size: number;
    }
  | { readonly kind: 'line'; readonly from: RegionPoint; readonly to: RegionPoint }
  | { readonly kind: 'circle'; readonly centre: RegionPoint; readonly radius: number }
  | {
      readonly kind: 'annulus';
      readonly centre: RegionPoint;
      readonly inner: number;
      readonly outer: number;
    }
  | {
      readonly kind: 'ellipse';
      readonly centre: RegionPoint;
      /** Semi-axes. */
      readonly radii: readonly [number, number];
      /** Of the hole of an elliptical annulus. */
      readonly inner?: readonly [number, number];
      readonly angle: number;
    }
  | {
      readonly kind: 'box';
      readonly centre: RegionPoint;
      readonly size: readonly [width: number, height: number];
      /** Of the hole of a box annulus. */
      readonly inner?: readonly [width: number, height: number];
      readonly angle: number;
    }
  | { readonly kind: 'polygon'; readonly corners: readonly RegionPoint[] };
export type RegionKind = RegionShape['kind'];

/** Where a region lies and which pixels it takes: all that measurements need. */
export interface RegionOutline {
  readonly id: string;
  /** `image`: 1-based FITS pixels of the whole image; `icrs`: degrees. */
  readonly system: 'image' | 'icrs';
  readonly shape: RegionShape;
  /** False for one whose pixels are left out of all others. */
  readonly include: boolean;
  readonly text: string;
}

/** How a region looks, and what else a region file says of it. */
export interface Region extends RegionOutline {
  /** A CSS colour: a name, or # and hexadecimal digits. */
  readonly colour: string;
  /** Of the line, in CSS pixels. */
  readonly width: number;
  readonly dashed: boolean;
  readonly tags: readonly string[];
  /** Background rather than source. */
  readonly background: boolean;
  /** Left out where all is as DS9 has it. */
  readonly file?: FileProperties;
}

/** A region before it has its place in a document. */
export type NewRegion = Omit<Region, 'id'>;

/** What a region is unless something else is said, as in DS9. */
export const REGION_DEFAULTS = {
  include: true,
  text: '',
  colour: 'green',
  width: 1,
  dashed: false,
  tags: [],
  background: false,
} as const satisfies Omit<NewRegion, 'system' | 'shape'>;

/** DS9's size of a point's mark, in CSS pixels. */
export const POINT_SIZE = 11;

/** Most regions of an image, and corners of a polygon. */
export const REGION_LIMITS = { regions: 50_000, corners: 10_000, tags: 100, text: 4000 } as const;
