import { buildStretchTable } from '../../src/core/stretch/index.ts';
import { createViewer, type Display, type Viewer } from '../../src/renderer/canvas/index.ts';
import { createScene } from './scene.ts';

/** What one measurement found, in milliseconds. */
interface Measurement {
  readonly framesPerSecond: number;
  readonly medianFrame: number;
  readonly worstFrame: number;
  /** Time in this thread's own drawing code. */
  readonly medianWork: number;
  readonly worstWork: number;
}

const parameters = new URLSearchParams(location.search);
const painter = (parameters.get('painter') ?? 'auto') as 'auto' | 'canvas' | 'webgl';
const count = Number(parameters.get('stars') ?? 100_000);
const scene = createScene(4096, count);
const container = document.getElementById('viewer')!;

// The viewer's own work is what its animation frames take.
let work = 0;
const requestFrame = window.requestAnimationFrame.bind(window);
window.requestAnimationFrame = (callback) =>
  requestFrame((time) => {
    const start = performance.now();
    callback(time);
    work += performance.now() - start;
  });

const levels = buildStretchTable({ stretch: 'asinh', low: 0, high: 1, offset: 0, maximum: 1 });
const colours = Uint32Array.from(levels, (level) => (0xff000000 | (level * 0x010101)) >>> 0);
const display = (high: number): Display => ({ low: 95, high, colours, missing: 0xff553311 });

let painted: (milliseconds: number) => void;
const firstPaint = new Promise<number>((resolve) => (painted = resolve));
const events: string[] = [];
const viewer: Viewer = createViewer(
  container,
  {
    async fetchTile(_pixelsKey, level, x, y, signal) {
      await new Promise((resolve) => setTimeout(resolve, 4));
      signal?.throwIfAborted();
      return { pixels: scene.tile(level, x, y), step: 1 };
    },
    onhover: (point) =>
      void events.push(point ? `hover ${point.x.toFixed(2)} ${point.y.toFixed(2)}` : 'hover none'),
    onpick: (star) => void events.push(`pick ${star}`),
    oncrop: (section) => void events.push(`crop ${JSON.stringify(section)}`),
    onview: () => undefined,
    onpainted: (milliseconds) => painted(milliseconds),
  },
  { painter },
);
viewer.setDisplay(display(4000));
viewer.setImage(scene.summary, true);
viewer.setStars(scene.stars, count);

const nextFrame = (): Promise<number> => new Promise((resolve) => requestFrame(resolve));
const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Runs `step` in each of a number of frames and times them. */
async function measure(frames: number, step: (frame: number) => void): Promise<Measurement> {
  await pause(600);
  const times: number[] = [];
  const works: number[] = [];
  let last = await nextFrame();
  for (let i = 0; i < frames; i++) {
    work = 0;
    step(i);
    const now = await nextFrame();
    times.push(now - last);
    works.push(work);
    last = now;
  }
  const median = (values: number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;
  return {
    framesPerSecond: (1000 * times.length) / times.reduce((sum, time) => sum + time, 0),
    medianFrame: median(times),
    worstFrame: Math.max(...times),
    medianWork: median(works),
    worstWork: Math.max(...works),
  };
}

const wave = (frame: number): number => Math.sin((2 * Math.PI * frame) / 60);

const measurements = {
  firstPaint: () => firstPaint,
  async pan(): Promise<Measurement> {
    viewer.fit();
    return measure(180, (frame) => viewer.panBy(9 * wave(frame), 5 * wave(frame + 15)));
  },
  async zoom(): Promise<Measurement> {
    viewer.fit();
    return measure(180, (frame) => viewer.zoomBy(1 - 0.02 * wave(frame)));
  },
  async panActualSize(): Promise<Measurement> {
    viewer.setScale(1);
    return measure(180, (frame) => viewer.panBy(14 * wave(frame), 8 * wave(frame + 15)));
  },
  async zoomDeep(): Promise<Measurement> {
    viewer.fit();
    return measure(180, (frame) => viewer.zoomBy(frame < 90 ? 1.04 : 1 / 1.04));
  },
  async cut(): Promise<Measurement> {
    viewer.fit();
    return measure(120, (frame) =>
      viewer.setStars(scene.stars, Math.round(count * (0.75 + 0.25 * wave(frame)))),
    );
  },
  async restretch(): Promise<Measurement> {
    viewer.fit();
    return measure(120, (frame) => viewer.setDisplay(display(4000 + 2000 * wave(frame))));
  },
};

declare global {
  interface Window {
    bench: typeof measurements & { viewer: Viewer; scene: typeof scene; events: string[]; painter: string };
  }
}
window.bench = { ...measurements, viewer, scene, events, painter };
