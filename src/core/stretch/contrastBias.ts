/** Contrast and bias as they are without a change. */
export const NEUTRAL = { contrast: 1, bias: 0.5 } as const;
/** As far as contrast goes in SAOImage DS9; bias is a place in the colour table, 0 … 1. */
export const MAX_CONTRAST = 10;

/** What contrast and bias make of a shade after the stretch: (shade - bias) contrast + 0.5, clipped to 0 … 1.
 *
 * Source: SAOImage DS9; astropy.visualization.ContrastBiasStretch. */
export function applyContrast(shade: number, contrast: number, bias: number): number {
  const result = (shade - bias) * contrast + 0.5;
  return result < 0 ? 0 : result > 1 ? 1 : result;
}
