import { applyContrast } from '../../../core/stretch/index.ts';
import type { BarContent } from '../../state/pictureSheet.ts';
import type { Workbench } from '../../state/workbench.svelte.ts';
import { colourTicks } from './colourTicks.ts';

const PX_PER_TICK = 90;
const PX_PER_CHARACTER = 7;
const STEPS = 512;

/** The colour bar of the active image, for a drawing so many CSS pixels wide: colours with contrast and bias. */
export function barContent({ picture, store }: Workbench, width: number): BarContent | null {
  const { mapping, colours: map, image } = picture;
  const view = store.active;
  // A composite has a colour for three values, not one for each value.
  if (!mapping || !map || !view || view.rgb) return null;
  const colours = Uint32Array.from({ length: STEPS }, (_, i) => {
    const shade = applyContrast(i / (STEPS - 1), view.contrast, view.bias);
    return map[Math.round(255 * shade)] ?? 0;
  });
  const ticksEvery = (px: number) =>
    image?.finite === 0 ? [] : colourTicks(mapping, Math.max(2, Math.floor(width / px)));
  let ticks = ticksEvery(PX_PER_TICK);
  const longest = PX_PER_CHARACTER * Math.max(0, ...ticks.map(({ text }) => text.length + 3));
  if (longest > PX_PER_TICK) ticks = ticksEvery(longest);
  return { colours, ticks, unit: image?.unit ?? '' };
}
