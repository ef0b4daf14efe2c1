import type { ImageSize } from './viewport.ts';

/** How the marks of rows look, in CSS pixels. */
export interface RowStyle {
  readonly kind: 'rings' | 'dots';
  readonly radius: number;
  readonly lineWidth: number;
  readonly opacity: number;
}

/** No mark reaches further from its row. */
export const LARGEST_REACH = 9;
const LARGEST_RADIUS = 6;
const SMALLEST_RADIUS = 1.5;
/** Radius in mean distances between rows; circles shrink before they cover one another. */
const RADIUS_PER_SPACING = 0.45;
/** Rows nearer to one another than this, in CSS pixels of mean distance, are dots. */
const DOT_SPACING = 2;
/** More rows than this in a view are dots however they are spread: circles would take too long. */
const MOST_RINGS = 200_000;

/** The look of the marks where `onImage` rows lie on the image and `visible` of all in the view. */
export function rowStyle(onImage: number, visible: number, image: ImageSize, scale: number): RowStyle {
  const spacing = scale * Math.sqrt((image.width * image.height) / Math.max(onImage, 1));
  if (spacing < DOT_SPACING || visible > MOST_RINGS)
    return { kind: 'dots', radius: 0.5, lineWidth: 1, opacity: 0.8 };
  const ideal = RADIUS_PER_SPACING * spacing;
  const radius = Math.round(4 * Math.min(Math.max(ideal, SMALLEST_RADIUS), LARGEST_RADIUS)) / 4;
  return {
    kind: 'rings',
    radius,
    lineWidth: radius >= 3 ? 1.5 : 1,
    opacity: Math.min(Math.max(ideal / SMALLEST_RADIUS - 0.1, 0.6), 1),
  };
}

/** What is not selected, while something is. */
export const DIMMED = 0.35;

/** Of selected rows: a little larger, and thicker. */
export function selectedStyle(style: RowStyle): RowStyle {
  return {
    ...style,
    radius: style.radius + 0.5,
    lineWidth: style.lineWidth + 1,
    opacity: 1,
  };
}
