/** How the marks of rows look, in CSS pixels. */
export interface RowStyle {
  readonly kind: 'rings' | 'dots';
  /** Mean distance between rows. */
  readonly spacing: number;
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
/** Rows nearer to one another than this, in CSS pixels of mean distance, are dots; much nearer ones are small dots. */
const DOT_SPACING = 3;
const SMALL_DOT_SPACING = 1.5;
/** More rows than this in a view are dots however they are spread: circles would take too long. */
const MOST_RINGS = 200_000;

/** Least opacity of dots: where they cover everything, the picture is seen through them. */
const FAINTEST_DOTS = 0.35;
/** Selected rows this far apart are rings even among dots, so that a lone one is found. */
const LONE_SPACING = 8;

/** The look of the marks by the mean distance between rows, in CSS pixels, and how many are in the view. */
export function rowStyle(spacing: number, visible: number): RowStyle {
  if (spacing < DOT_SPACING || visible > MOST_RINGS)
    return {
      kind: 'dots',
      spacing,
      radius: spacing < SMALL_DOT_SPACING ? 0.5 : 1,
      lineWidth: 1,
      opacity: Math.min(Math.max(spacing / DOT_SPACING, FAINTEST_DOTS), 0.85),
    };
  const ideal = RADIUS_PER_SPACING * spacing;
  const radius = Math.round(4 * Math.min(Math.max(ideal, SMALLEST_RADIUS), LARGEST_RADIUS)) / 4;
  return {
    kind: 'rings',
    spacing,
    radius,
    lineWidth: radius >= 3 ? 1.5 : 1,
    opacity: Math.min(Math.max(ideal / SMALLEST_RADIUS - 0.1, 0.6), 1),
  };
}

/** What is not selected, while something is. */
export const DIMMED = 0.35;

/** The look of selected rows, a share of all: larger and thicker, unless they too are a crowd. */
export function selectedStyle(style: RowStyle, share: number): RowStyle {
  const { kind, radius, lineWidth, opacity } = style;
  const spacing = style.spacing / Math.sqrt(Math.max(share, 1e-9));
  if (kind === 'rings') return { ...style, radius: radius + 0.5, lineWidth: lineWidth + 1, opacity: 1 };
  if (spacing > LONE_SPACING) return { kind: 'rings', spacing, radius: 3, lineWidth: 2, opacity: 1 };
  if (spacing > SMALL_DOT_SPACING) return { ...style, radius: radius + 0.5, opacity: 1 };
  return { ...style, opacity: Math.min(opacity + 0.3, 1) };
}
