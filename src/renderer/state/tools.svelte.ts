import type { SkyFrameName } from '../../core/wcs/index.ts';
import type { ImageSummary } from '../../shared/index.ts';
import {
  createCompass,
  createLineTool,
  createScaleBar,
  createSkyGrid,
  createWatch,
  rulerText,
  type Compass,
  type DrawnLine,
  type LineTool,
  type ScaleBar,
  type SkyGrid,
} from '../canvas/tools/index.ts';
import type { ImagePoint, Viewer } from '../canvas/viewer.ts';
import type { Viewport as Seen } from '../canvas/viewport.ts';
import type { DocumentStore } from './documentStore.svelte.ts';
import type { Pictures } from './pictures.svelte.ts';
import { READOUT_FRAMES, type ReadoutFrame } from './positionText.ts';
import type { Readout } from './readout.svelte.ts';
import type { Viewport } from './viewport.svelte.ts';

/** What can be on or off: overlays of the picture, and views in the panel. */
const TOOLS = [
  'grid',
  'compass',
  'scale-bar',
  'magnifier',
  'panner',
  'pixel-table',
  'cuts',
  'histogram',
] as const;
export type ToolName = (typeof TOOLS)[number];
/** What is drawn in a mode of its own. */
export type LineName = 'ruler' | 'profile';

const KEY = 'asterism-tools';
const AT_FIRST: readonly ToolName[] = ['magnifier', 'panner'];
const LINE_COLOURS: Readonly<Record<LineName, string>> = { ruler: '#ffe08a', profile: '#9df0b4' };

export interface ToolsParts {
  readonly store: DocumentStore;
  readonly viewport: Viewport;
  readonly pictures: Pictures;
  readonly readout: Readout;
  readonly storage: Storage | null;
}

/** Which tools of the viewer are on, and what they point at; the choice stays with this machine. */
export class Tools {
  frame = $state<ReadoutFrame>('ICRS');
  sexagesimal = $state(true);
  /** Samples across the profile's line. */
  profileWidth = $state(1);
  /** What the active image's viewer shows. */
  seen = $state.raw<{ readonly viewport: Seen; readonly image: ImageSummary } | null>(null);

  readonly #parts: ToolsParts;
  #on = $state.raw<ReadonlySet<ToolName>>(new Set(AT_FIRST));
  #lines = $state.raw<Readonly<Record<LineName, ReadonlyMap<string, DrawnLine>>>>({
    ruler: new Map(),
    profile: new Map(),
  });

  constructor(parts: ToolsParts) {
    this.#parts = parts;
    this.#recall(parts.storage?.getItem(KEY) ?? null);
  }

  /** The place that was pointed at last on the active image: a FITS pixel of the whole, not rounded. */
  get point(): ImagePoint | null {
    return this.#parts.readout.point;
  }

  /** The frame of directions: the sky's where positions are told in pixels. */
  readonly skyFrame: SkyFrameName = $derived.by(() => (this.frame === 'PIXEL' ? 'ICRS' : this.frame));

  has(tool: ToolName): boolean {
    return this.#on.has(tool);
  }

  toggle(tool: ToolName): void {
    const next = new Set(this.#on);
    if (!next.delete(tool)) next.add(tool);
    this.#on = next;
    this.#keep();
  }

  setReadout(frame: ReadoutFrame, sexagesimal: boolean): void {
    this.frame = frame;
    this.sexagesimal = sexagesimal;
    this.#keep();
  }

  /** The line of the active image. */
  line(name: LineName): DrawnLine | null {
    const { active } = this.#parts.store.document;
    return active === null ? null : (this.#lines[name].get(active) ?? null);
  }

  /** Begins to draw a line, or ends it. */
  draw(name: LineName): void {
    const { viewport, store } = this.#parts;
    if (store.active) viewport.setMode(viewport.mode === name ? 'pan' : name);
  }

  clear(name: LineName): void {
    const { active } = this.#parts.store.document;
    if (active !== null) this.#setLine(name, active, null);
  }

  /** Lays the tools over an image's viewer; called in an effect, which ends with what it returns. */
  attach(image: string, viewer: Viewer): () => void {
    let grid: SkyGrid | undefined;
    let compass: Compass | undefined;
    let bar: ScaleBar | undefined;
    const lines: Partial<Record<LineName, LineTool>> = {};
    const { store, pictures } = this.#parts;
    const isActive = (): boolean => store.document.active === image;
    const frameOf = (): SkyFrameName | null =>
      pictures.of(image).image?.wcs?.icrsFromFrame === null ? null : this.skyFrame;
    const removals = [
      viewer.addOverlay((host) =>
        createWatch(host, {
          onview: (viewport, shown) => {
            if (isActive()) this.seen = shown && { viewport, image: shown };
          },
        }),
      ),
      viewer.addOverlay((host) => (grid = createSkyGrid(host))),
      viewer.addOverlay((host) => (compass = createCompass(host))),
      viewer.addOverlay((host) => (bar = createScaleBar(host))),
      ...(['ruler', 'profile'] as const).map((name) =>
        viewer.addOverlay((host) => {
          const tool = createLineTool(host, {
            mode: name,
            colour: LINE_COLOURS[name],
            text: (line, shown) =>
              name === 'ruler' ? rulerText(line, shown, frameOf()) : rulerText(line, { wcs: null }, null),
            onchange: (line) => this.#setLine(name, image, line),
          });
          lines[name] = tool;
          return tool;
        }),
      ),
    ];
    $effect(() => grid?.set(this.has('grid') ? { frame: frameOf(), sexagesimal: this.sexagesimal } : null));
    $effect(() => {
      const inPixels = this.frame === 'PIXEL';
      compass?.set({ isShown: this.has('compass'), frame: frameOf(), inPixels });
      bar?.set(this.has('scale-bar'), inPixels);
    });
    $effect(() => {
      for (const name of ['ruler', 'profile'] as const)
        lines[name]?.set(this.#lines[name].get(image) ?? null, this.skyFrame);
    });
    return () => removals.forEach((remove) => remove());
  }

  #setLine(name: LineName, image: string, line: DrawnLine | null): void {
    const next = new Map(this.#lines[name]);
    if (line) next.set(image, line);
    else next.delete(image);
    this.#lines = { ...this.#lines, [name]: next };
  }

  #keep(): void {
    const kept = { on: [...this.#on], frame: this.frame, sexagesimal: this.sexagesimal };
    this.#parts.storage?.setItem(KEY, JSON.stringify(kept));
  }

  #recall(text: string | null): void {
    if (text === null) return;
    let kept: { on?: unknown; frame?: unknown; sexagesimal?: unknown } | null;
    try {
      kept = JSON.parse(text) as typeof kept;
    } catch {
      // What another program has put there is no choice of ours.
      return;
    }
    const { on } = kept ?? {};
    if (Array.isArray(on)) this.#on = new Set(TOOLS.filter((tool) => on.includes(tool)));
    this.frame = READOUT_FRAMES.find((frame) => frame === kept?.frame) ?? 'ICRS';
    this.sexagesimal = kept?.sexagesimal !== false;
  }
}
