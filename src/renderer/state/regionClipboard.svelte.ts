import { centreOf, pixelShape, type NewRegion, type RegionShape } from '../../core/region/index.ts';
import type { Wcs } from '../../core/wcs/index.ts';
import type { ImageSummary } from '../../shared/index.ts';
import { placedOn, shifted } from './regionCopy.ts';
import type { Workbench } from './workbench.svelte.ts';

/** How far beside each other copies on the same image lie, in CSS pixels. */
const BESIDE = 16;

interface CopiedRegion {
  readonly region: NewRegion;
  /** Where it was copied, with the sky that image had. */
  readonly image: string;
  readonly wcs: Wcs | null;
  /** Images that it lies on, and how many steps beside its place it was pasted last. */
  readonly steps: Map<string, number>;
}

/** The region that was copied, and its copies on the images. */
export class RegionClipboard {
  readonly #bench: Workbench;
  #copied = $state.raw<CopiedRegion | null>(null);

  constructor(bench: Workbench) {
    this.#bench = bench;
  }

  get filled(): boolean {
    return this.#copied !== null;
  }

  /** Copies the selected region. */
  copy(): void {
    const { notices, regions, store } = this.#bench;
    const { selected, wcs } = regions;
    if (!selected || !store.active) return;
    const image = store.active.id;
    const { id: _id, ...region } = selected;
    this.#copied = { region, image, wcs, steps: new Map([[image, 0]]) };
    notices.done(`Copied ${selected.text === '' ? `the ${selected.shape.kind}` : `"${selected.text}"`}.`);
  }

  /** Lays a copy on the active image: a little beside where one lies already; on another image at the same place of the sky
   * where both have one, else at the same pixels. */
  paste(): void {
    const { notices, pictures, regions, store, viewport } = this.#bench;
    const copied = this.#copied;
    const image = store.active?.id;
    if (!copied || image === undefined) return;
    const { wcs } = regions;
    const placed = copied.image === image ? copied.region : placedOn(copied.region, copied.wcs, wcs);
    if (!placed) {
      notices.warning('The copied region has no place on the sky of this image.');
      return;
    }
    const steps = copied.steps.has(image) ? copied.steps.get(image)! + 1 : 0;
    const region = shifted(placed, wcs, (steps * BESIDE) / viewport.scale);
    if (!regions.add(image, region)) return;
    copied.steps.set(image, steps);
    const summary = pictures.of(image).image;
    const shape = pixelShape(region, wcs);
    if (summary && !(shape && isOn(summary, shape)))
      notices.warning('The pasted region lies outside of this image.');
  }
}

function isOn({ width, height, originX, originY }: ImageSummary, shape: RegionShape): boolean {
  const [x, y] = centreOf(shape);
  return (
    x >= originX + 0.5 && x <= originX + width + 0.5 && y >= originY + 0.5 && y <= originY + height + 0.5
  );
}
