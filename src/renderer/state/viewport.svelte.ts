import type { ImageSummary } from '../../shared/index.ts';
import type { TileAddress } from '../canvas/tileGrid.ts';
import type { ImagePoint, Snapshot, View, Viewer, ViewerMode } from '../canvas/viewer.ts';
import type { DocumentStore } from './documentStore.svelte.ts';
import { matchedPoint, matchedView } from './matchedView.ts';

/** A viewer of the window, and what it shows. */
interface Attached {
  readonly viewer: Viewer;
  readonly shown: () => ImageSummary | null;
}

/** The viewers of the picture's room as the rest of the window drives them; the active image's is meant where none is named. */
export class Viewport {
  /** Screen pixels per image pixel of the active image. */
  scale = $state(1);
  /** Where the active image stands; null before it is shown. */
  view = $state.raw<View | null>(null);
  mode = $state<ViewerMode>('pan');
  /** How long the last image took to its first complete paint, in milliseconds. */
  paintedMs = $state<number | null>(null);
  /** The image under the pointer and the place there, 0-based in what is shown. */
  pointer = $state.raw<{ readonly image: string; readonly point: ImagePoint } | null>(null);
  /** The pointer was moved by keys: until the mouse moves it stays there, marked by lines through it. */
  byKeys = $state(false);

  readonly #store: DocumentStore;
  readonly #viewers = new Map<string, Attached>();
  /** The viewer that others follow: the one that was pointed at last. */
  #leader: string | null = null;
  /** Those that were given an image. */
  readonly #filled = new WeakSet<Viewer>();
  /** The one that is pointed at and is to lead, once it shows its image where the others are. */
  #next: string | null = null;
  /** How the only or the active image was looked at, while its viewer goes and another comes. */
  #left: { readonly image: string; readonly viewer: Viewer; readonly view: View } | null = null;

  constructor(store: DocumentStore) {
    this.#store = store;
  }

  /** The viewer of an image came up; returns what to call when it goes. */
  attach(image: string, viewer: Viewer, shown: () => ImageSummary | null): () => void {
    const attached = { viewer, shown };
    this.#viewers.set(image, attached);
    viewer.setMode(this.mode);
    return () => {
      if (this.#viewers.get(image) !== attached) return;
      if (this.#viewers.size === 1 || image === this.#store.document.active)
        this.#left = viewer.isFitted ? null : { image, viewer, view: viewer.view };
      this.#viewers.delete(image);
    };
  }

  /** A viewer was given its image: another viewer of it goes on with the view there was, others with that of the leader. */
  arrived(image: string): void {
    const here = this.#viewers.get(image);
    if (!here) return;
    this.#filled.add(here.viewer);
    const left = this.#left;
    if (left?.image === image) this.#left = null;
    if (left?.image === image && left.viewer !== here.viewer) {
      this.#leader = image;
      here.viewer.setView(left.view);
      return;
    }
    this.#catchUp(image);
    if (this.#next === image) this.#leader = image;
  }

  /** What the viewer of an image shows or waits for; nothing where it has none. */
  tilesOf(image: string): readonly TileAddress[] {
    return this.#viewers.get(image)?.viewer.tiles ?? [];
  }

  /** The pointer or the focus came to an image's viewer: the others follow it from now on. */
  lead(image: string): void {
    this.#next = image;
    const attached = this.#viewers.get(image);
    const isFilled = attached !== undefined && this.#filled.has(attached.viewer);
    if (isFilled) this.#catchUp(image);
    if (isFilled || this.#leader === null) this.#leader = image;
  }

  moved(image: string, view: View): void {
    if (image === this.#store.document.active) {
      this.scale = view.scale;
      this.view = view;
    }
    if (image === this.#leader) this.#follow(image, view);
  }

  painted(milliseconds: number): void {
    this.paintedMs = milliseconds;
  }

  hover(image: string, point: ImagePoint | null): void {
    // What leaves one image may have come to another before.
    if (point) this.pointer = { image, point };
    else if (this.pointer?.image === image) this.pointer = null;
  }

  /** An image comes to lie over the one that is pointed at: the pointer, though it rests, is over this one now. Returns the
   * place there. */
  cover(image: string): ImagePoint | null {
    const { pointer } = this;
    const from = pointer && this.#viewers.get(pointer.image)?.viewer.view;
    const to = this.#viewers.get(image)?.viewer.view;
    if (!pointer || !from || !to || pointer.image === image) return null;
    const along = (axis: 'x' | 'y'): number =>
      to.centre[axis] + ((pointer.point[axis] - from.centre[axis]) * from.scale) / to.scale;
    const point = { x: along('x'), y: along('y') };
    this.pointer = { image, point };
    return point;
  }

  /** Moves the pointer on the active image to a place, by whole pixels of the keyboard, and the view where that is out of it. */
  pointAt(point: ImagePoint): void {
    const { active } = this.#store.document;
    const { view } = this;
    const size = this.size();
    if (active === null) return;
    this.byKeys = true;
    this.pointer = { image: active, point };
    if (!view || !size) return;
    const out = (along: 'x' | 'y', length: number): boolean =>
      Math.abs(point[along] - view.centre[along]) * view.scale > length / 2;
    if (out('x', size.width) || out('y', size.height)) this.setView({ centre: point, scale: view.scale });
  }

  /** Where a viewer shows what the pointer is over in another; null where the views are not locked. A pointer moved by keys
   * is shown on its own image too. */
  crosshairOn(image: string): ImagePoint | null {
    const { pointer } = this;
    const { lock } = this.#store.document.layout;
    if (pointer?.image === image) return this.byKeys ? pointer.point : null;
    if (!pointer || lock === 'none') return null;
    const from = this.#viewers.get(pointer.image)?.shown();
    const to = this.#viewers.get(image)?.shown();
    return from && to ? matchedPoint(lock, from, to, pointer.point) : null;
  }

  /** What the active viewer shows, drawn with `ratio` pixels for each CSS pixel. */
  async snapshot(ratio: number): Promise<Snapshot | null> {
    return (await this.#active?.viewer.snapshot(ratio)) ?? null;
  }

  /** Of the active viewer, in CSS pixels. */
  size(): { readonly width: number; readonly height: number } | null {
    const size = this.#active?.viewer.size;
    return size && size.width > 0 ? size : null;
  }

  fit(): void {
    this.#lead((viewer) => viewer.fit());
  }

  actualSize(): void {
    this.#lead((viewer) => viewer.setScale(1));
  }

  zoomBy(factor: number): void {
    this.#lead((viewer) => viewer.zoomBy(factor));
  }

  panBy(dx: number, dy: number): void {
    this.#lead((viewer) => viewer.panBy(dx, dy));
  }

  setView(view: View): void {
    this.#lead((viewer) => viewer.setView(view));
  }

  setMode(mode: ViewerMode): void {
    this.mode = mode;
    for (const { viewer } of this.#viewers.values()) viewer.setMode(mode);
  }

  /** Brings the others to the active view once, whether they are locked or not. */
  match(lock: 'pixel' | 'wcs'): void {
    const { active } = this.#store.document;
    const from = active === null ? undefined : this.#viewers.get(active);
    if (active === null || !from) return;
    this.#leader = active;
    this.#follow(active, from.viewer.view, lock);
  }

  get #active(): Attached | undefined {
    const { active } = this.#store.document;
    return active === null ? undefined : this.#viewers.get(active);
  }

  #lead(act: (viewer: Viewer) => void): void {
    const { active } = this.#store.document;
    const attached = this.#active;
    if (!attached) return;
    this.#leader = active;
    act(attached.viewer);
  }

  /** Brings a viewer to where the leader is, if that was moved. */
  #catchUp(image: string): void {
    const id = this.#leader;
    const leader = id === null || id === image ? undefined : this.#viewers.get(id);
    const { lock } = this.#store.document.layout;
    if (leader && (lock === 'wcs' || !leader.viewer.isFitted))
      this.#follow(id!, leader.viewer.view, lock, image);
  }

  /** The other viewers go where one of them is, or only that of the image named. */
  #follow(leader: string, view: View, lock = this.#store.document.layout.lock, only?: string): void {
    const attached = this.#viewers.get(leader);
    const from = attached?.shown();
    if (!attached || !from || lock === 'none') return;
    // What is fitted to no size yet is of no scale that others could have.
    if (attached.viewer.isFitted && attached.viewer.size.width === 0) return;
    for (const [id, { viewer, shown }] of this.#viewers) {
      const to = id === leader || id !== (only ?? id) ? null : shown();
      const matched = to && matchedView(lock, from, to, view);
      if (matched) viewer.follow(matched);
    }
  }
}
