import { createColours } from './plots/rowColours.ts';
import type { PlotTheme } from './plots/plotTheme.ts';
import { MISSING, type ColourSpec } from './plots/plotTypes.ts';

/** The packed colours of rows on the picture, those of the plots: except that a row without a label, which a plot leaves
 * out, is muted, since its place is known. null where all have the plain colour. */
export function createRowPaint(): (spec: ColourSpec, theme: PlotTheme) => Uint32Array | null {
  const coloursOf = createColours();
  let last: { readonly of: Uint32Array; readonly colours: Uint32Array } | null = null;
  return (spec, theme) => {
    const colours = coloursOf(spec, theme);
    if (!colours || spec.kind !== 'category') return colours;
    if (last?.of !== colours) last = { of: colours, colours: withMuted(colours, spec.labels, theme) };
    return last.colours;
  };
}

function withMuted(colours: Uint32Array, labels: Int32Array, { muted }: PlotTheme): Uint32Array {
  if (!labels.includes(MISSING)) return colours;
  return colours.map((colour, row) => (labels[row] === MISSING ? muted.packed : colour));
}
