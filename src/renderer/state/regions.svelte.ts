import { untrack } from 'svelte';
import {
  mapPlaces,
  pixelShape,
  REGION_DEFAULTS,
  skyShape,
  type NewRegion,
  type Region,
  type RegionKind,
  type RegionShape,
} from '../../core/region/index.ts';
import type { Wcs } from '../../core/wcs/index.ts';
import { nextRegionNumber } from '../../shared/index.ts';
import { createRegionOverlay, type RegionMark, type RegionOverlay } from '../canvas/regions/index.ts';
import type { Channels, Viewer } from '../canvas/viewer.ts';
import type { DocumentStore } from './documentStore.svelte.ts';
import type { Evaluate } from './evaluation.svelte.ts';
import type { EngineClient } from './engineClient.ts';
import { Gesture } from './gesture.ts';
import type { Pictures } from './pictures.svelte.ts';
import { RegionNumbers } from './regionNumbers.svelte.ts';
import { outlinesOf, outlinesOn } from './regionOutlines.ts';
import type { Viewport } from './viewport.svelte.ts';

export interface RegionsParts {
  readonly client: EngineClient;
  readonly store: DocumentStore;
  readonly pictures: Pictures;
  readonly viewport: Viewport;
  readonly evaluate: Evaluate;
  /** The pixels of green and blue of a composite, once they are there. */
  readonly channelsOf: (image: string) => Channels | null;
}

/** Keys of the tools while regions are drawn. */
export const REGION_TOOLS: readonly {
  readonly kind: RegionKind;
  readonly key: string;
  readonly title: string;
}[] = [
  { kind: 'circle', key: 'c', title: 'Circle' },
  { kind: 'ellipse', key: 'e', title: 'Ellipse' },
  { kind: 'box', key: 'b', title: 'Box' },
  { kind: 'polygon', key: 'p', title: 'Polygon' },
  { kind: 'annulus', key: 'a', title: 'Annulus' },
  { kind: 'line', key: 'l', title: 'Line' },
  { kind: 'point', key: 'o', title: 'Point' },
];
const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** The regions of the images: which is selected, what is drawn next, and what a person does to them. */
export class Regions {
  /** What is drawn in the viewer's mode `region`. */
  tool = $state<RegionKind>('circle');
  /** How often the groups of the selected region were asked for by its key: then they are written. */
  groupsAsked = $state(0);
  /** Of the selected region; of a composite those of red, green and blue. */
  readonly numbers: readonly [RegionNumbers, RegionNumbers, RegionNumbers];

  readonly #parts: RegionsParts;
  readonly #gesture = new Gesture();
  #selection = $state.raw<{ readonly image: string; readonly id: string } | null>(null);
  /** The selected region's shape while it is dragged, in FITS pixels. */
  #draft = $state.raw<RegionShape | null>(null);
  readonly #marks = new Map<
    string,
    { readonly of: readonly Region[]; readonly wcs: Wcs | null; readonly marks: readonly RegionMark[] }
  >();

  constructor(parts: RegionsParts) {
    this.#parts = parts;
    this.numbers = [new RegionNumbers(parts), new RegionNumbers(parts), new RegionNumbers(parts)];
    parts.store.onchange(() => this.#measure());
  }

  readonly list: readonly Region[] = $derived.by(() => this.#parts.store.active?.regions ?? []);
  /** The selected region of the active image, as it stands while it is dragged. */
  readonly selected: Region | null = $derived.by(() => {
    const chosen = this.#selection;
    if (!chosen || chosen.image !== this.#parts.store.document.active) return null;
    const region = this.list.find(({ id }) => id === chosen.id);
    if (!region || !this.#draft) return region ?? null;
    const shape = this.#inSystem(region.system, this.#draft);
    return shape ? { ...region, shape } : region;
  });
  readonly drawing: boolean = $derived.by(() => this.#parts.viewport.mode === 'region');
  /** World coordinates of the active image; null where it has none. */
  readonly wcs: Wcs | null = $derived.by(() => this.#wcsOf(this.#parts.store.document.active));

  /** Lays the regions of an image over its viewer; called in an effect, which ends with what it returns. */
  attach(image: string, viewer: Viewer): () => void {
    let overlay: RegionOverlay | undefined;
    const remove = viewer.addOverlay(
      (host) =>
        (overlay = createRegionOverlay(host, {
          onselect: (id) => this.select(id, image),
          ondraft: (_id, shape) => {
            this.#draft = shape;
            this.#measure();
          },
          onchange: (id, shape) => this.#reshape(image, id, shape),
          oncreate: (shape) => this.add(image, { ...REGION_DEFAULTS, tags: [], system: 'image', shape }),
          onkey: (key, shift) => this.#key(key, shift),
        })),
    );
    $effect(() => {
      const marks = this.#marksOf(image);
      overlay?.setMarks(marks, this.#selection?.image === image ? this.#selection.id : null);
    });
    $effect(() => overlay?.setTool(this.drawing ? this.tool : null));
    // A composite's channels may come after its regions.
    $effect(() => {
      if (this.#parts.channelsOf(image)) untrack(() => this.#measure());
    });
    return remove;
  }

  select(id: string | null, image = this.#parts.store.document.active): void {
    const { store } = this.#parts;
    if (id !== null && image !== null && image !== store.document.active)
      store.act({ type: 'activate-image', image });
    this.#selection = id === null || image === null ? null : { image, id };
    this.#measure();
  }

  /** Begins to draw with a tool, or with the same tool once more ends it. */
  draw(tool: RegionKind = this.tool): void {
    const { viewport, store } = this.#parts;
    if (!store.active) return;
    const ends = this.drawing && tool === this.tool;
    this.tool = tool;
    viewport.setMode(ends ? 'pan' : 'region');
  }

  /** Changes the selected region; changes in quick succession are one undo step. */
  change(change: Partial<NewRegion>): void {
    const image = this.#parts.store.active;
    const region = this.selected;
    if (!image || !region) return;
    this.#parts.store.act({
      type: 'change-region',
      image: image.id,
      region: region.id,
      change,
      gesture: this.#gesture.id(),
    });
  }

  /** Gives the selected region its place in pixels, or on the sky. */
  setSystem(system: 'image' | 'icrs'): void {
    const region = this.selected;
    if (!region || region.system === system) return;
    const pixels = pixelShape(region, this.wcs);
    const shape = pixels && this.#inSystem(system, pixels);
    if (shape) this.change({ system, shape });
  }

  /** Adds a region to an image and selects it; false where there is no room for it. */
  add(image: string, region: NewRegion): boolean {
    const { store } = this.#parts;
    const view = store.document.images.find(({ id }) => id === image);
    if (!view) return false;
    const id = `r${nextRegionNumber(view.regions)}`;
    if (!store.act({ type: 'add-regions', image, regions: [region] })) return false;
    this.select(id, image);
    return true;
  }

  remove(): void {
    const image = this.#parts.store.active;
    const region = this.selected;
    if (!image || !region) return;
    this.select(null);
    this.#parts.store.act({ type: 'remove-regions', image: image.id, regions: [region.id] });
  }

  removeAll(): void {
    const image = this.#parts.store.active;
    if (!image || image.regions.length === 0) return;
    this.select(null);
    this.#parts.store.act({ type: 'set-regions', image: image.id, regions: [] });
  }

  /** A table of the statistics of all regions, which is shown. */
  measureAll(): void {
    const image = this.#parts.store.active;
    if (!image) return;
    const regions = outlinesOf(image.regions);
    this.#parts.store.act({
      type: 'measure-image',
      image: image.id,
      operation: 'region-statistics',
      params: { regions: [...regions] },
    });
  }

  #reshape(image: string, id: string, pixels: RegionShape): void {
    const { store } = this.#parts;
    this.#draft = null;
    const region = store.document.images
      .find((view) => view.id === image)
      ?.regions.find((one) => one.id === id);
    if (!region) return;
    const wcs = this.#wcsOf(image);
    // What leaves the sky stays where it can be.
    const sky = region.system === 'icrs' && wcs ? skyShape(pixels, wcs) : null;
    const change = sky ? { shape: sky } : { system: 'image' as const, shape: pixels };
    store.act({ type: 'change-region', image, region: id, change });
  }

  #key(key: string, shift: boolean): boolean {
    const tool = REGION_TOOLS.find((one) => one.key === key.toLowerCase());
    if (this.drawing && tool) {
      if (tool.kind !== this.tool) this.draw(tool.kind);
      return true;
    }
    const region = this.selected;
    if (!region) return false;
    const move = MOVES[key];
    if (key === 'Delete' || key === 'Backspace') this.remove();
    else if (key === 'Escape' && !this.drawing) this.select(null);
    else if (move) this.#nudge(region, move[0] * (shift ? 10 : 1), move[1] * (shift ? 10 : 1));
    else if (key === 'i' || key === 'e') this.change({ include: key === 'i' });
    else if (key === 'g') this.groupsAsked++;
    else if (key === 's' || key === 'b') this.change({ background: key === 'b' });
    else return false;
    return true;
  }

  #nudge(region: Region, dx: number, dy: number): void {
    const pixels = pixelShape(region, this.wcs);
    const moved = pixels && mapPlaces(pixels, ([x, y]) => [x + dx, y + dy]);
    const shape = moved && this.#inSystem(region.system, moved);
    if (shape) this.change({ shape });
  }

  #inSystem(system: 'image' | 'icrs', pixels: RegionShape): RegionShape | null {
    if (system === 'image') return pixels;
    return this.wcs && skyShape(pixels, this.wcs);
  }

  #wcsOf(image: string | null): Wcs | null {
    return image === null ? null : (this.#parts.pictures.of(image).image?.wcs ?? null);
  }

  /** Regions as they are drawn: the same list as long as nothing has changed. */
  #marksOf(image: string): readonly RegionMark[] {
    const regions = this.#parts.store.document.images.find(({ id }) => id === image)?.regions ?? [];
    const wcs = this.#wcsOf(image);
    const known = this.#marks.get(image);
    if (known?.of === regions && known.wcs === wcs) return known.marks;
    const marks = regions.flatMap((region) => {
      if (region.system === 'image') return [region];
      const shape = pixelShape(region, wcs);
      return shape ? [{ ...region, shape }] : [];
    });
    this.#marks.set(image, { of: regions, wcs, marks });
    return marks;
  }

  #measure(): void {
    const view = this.#parts.store.active;
    const { selected } = this;
    const [first, ...others] = this.numbers;
    if (!view || !selected?.include) {
      for (const numbers of this.numbers) numbers.clear();
      return;
    }
    const holes = this.list.filter(({ include }) => !include);
    const outlines = outlinesOf([selected, ...holes]);
    first.want(view.steps.crop, outlines);
    const red = this.#parts.pictures.of(view.id).image;
    const channels = this.#parts.channelsOf(view.id);
    for (const [i, numbers] of others.entries())
      if (view.rgb && red && channels)
        numbers.want(i === 0 ? view.rgb.green : view.rgb.blue, outlinesOn(outlines, red, channels[i]!));
      else numbers.clear();
  }
}
