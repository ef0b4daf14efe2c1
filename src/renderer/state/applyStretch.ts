import { applyMaps, invertMaps } from '../../core/image/index.ts';
import { inputMaps } from './imageResults.svelte.ts';
import type { Workbench } from './workbench.svelte.ts';

/** Changes the stretch of the active image. Limits of the person's own stay at the same pixels, whatever the new
 * stretch measures them in; percentile and zscale limits are those of the new one. */
export function applyStretch(
  { store, picture }: Pick<Workbench, 'store' | 'picture'>,
  stretch: string,
): void {
  const { image, maps: before, ownLimits } = picture;
  if (!store.active) return;
  const maps = image ? inputMaps(stretch, image) : [];
  const moved = (limit: number): number => applyMaps(maps, invertMaps(before, limit));
  const inRange: [number, number] | null = ownLimits && [moved(ownLimits[0]), moved(ownLimits[1])];
  store.act({ type: 'set-stretch', image: store.active.id, stretch, inRange });
}
