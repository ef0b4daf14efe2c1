import type { Page } from 'playwright-core';
import { median } from '../median.ts';

/** Something that followed a gesture: when it was made, and when a person could see it, in ms after the gesture. */
export interface Seen {
  readonly what: string;
  readonly madeMs: number;
  readonly atMs: number;
}

const MOST_WAITS = 60;

declare global {
  interface Window {
    seenUntilQuiet(): Promise<Seen[]>;
  }
}

/** From now on the page notes what follows each gesture: `picture` for what is drawn in the image's view, `plot NAME` for what
 * changes in a plot, `count` for the selection's count and `status` for other lines of state, each once a frame with it was
 * painted; and the engine's answers by the names of their paths, that of a preview again with each part that is read of it. */
export async function startRecorder(page: Page, gesture: 'Enter' | 'pointerup'): Promise<void> {
  await page.evaluate(record, gesture);
}

/** What followed the last gesture, once it is complete and nothing more comes. Errors: where it never is. */
export async function seenAfterGesture(
  page: Page,
  isComplete: (seen: readonly Seen[]) => boolean = () => true,
): Promise<readonly Seen[]> {
  for (let waits = 0; waits < MOST_WAITS; waits++) {
    const seen = await page.evaluate(() => window.seenUntilQuiet());
    if (isComplete(seen)) return seen;
    // Quiet for now: the engine is busy.
    await page.waitForTimeout(1000);
  }
  throw new Error('What was to follow a gesture did not come.');
}

/** Of a time for each gesture. */
export function inWords(times: readonly number[]): string {
  const [middle, best, worst] = [median(times), Math.min(...times), Math.max(...times)];
  return `median ${middle.toFixed(0)} ms, best ${best.toFixed(0)}, worst ${worst.toFixed(0)}`;
}

/** Runs in the page, and may use nothing of this module. */
function record(gesture: 'Enter' | 'pointerup'): void {
  const QUIET_MS = 1000;
  let seen: Seen[] = [];
  let begun = 0;
  let latest = performance.now();

  const note = (what: string, made: number): void => {
    latest = performance.now();
    if (made >= begun) seen.push({ what, madeMs: made - begun, atMs: latest - begun });
  };

  const begin = (event: Event): void => {
    if (event instanceof KeyboardEvent && event.key !== gesture) return;
    begun = latest = event.timeStamp;
    seen = [];
  };
  addEventListener(gesture === 'Enter' ? 'keydown' : gesture, begin, true);

  // A message sent while a frame is made arrives once it is painted. What changes between frames waits for the next one.
  const nextFrame = window.requestAnimationFrame.bind(window);
  let inFrame = false;
  window.requestAnimationFrame = (callback) =>
    nextFrame((time) => {
      inFrame = true;
      try {
        callback(time);
      } finally {
        inFrame = false;
      }
    });
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }: MessageEvent<[string, number]>) => note(...data);
  const changed = (what: string): void => {
    const change = [what, performance.now()];
    if (inFrame) port2.postMessage(change);
    else nextFrame(() => port2.postMessage(change));
  };
  const changedIn = (element: Element | null): void => {
    const plot = element?.closest('article');
    if (plot) changed(`plot ${plot.getAttribute('aria-label')}`);
    else if (element?.closest('[data-panel="selection"] [role="status"]')) changed('count');
    else if (
      element instanceof HTMLCanvasElement &&
      element.closest('[role="application"][aria-label^="Image"]')
    )
      changed('picture');
  };

  const canvas = CanvasRenderingContext2D.prototype;
  for (const name of ['drawImage', 'putImageData'] as const) {
    const draw = canvas[name] as (...rest: unknown[]) => void;
    canvas[name] = function (this: CanvasRenderingContext2D, ...rest: unknown[]) {
      changedIn(this.canvas);
      draw.apply(this, rest);
    };
  }
  const elementOf = (node: Node): Element | null => (node instanceof Element ? node : node.parentElement);
  new MutationObserver((changes) => {
    for (const element of new Set(changes.map(({ target }) => elementOf(target))))
      if (!(element instanceof HTMLCanvasElement)) changedIn(element);
  }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });

  const { fetch } = window;
  window.fetch = async (input, init) => {
    const response = await fetch(input, init);
    const name = new URL(response.url).pathname.split('/').at(-1)!;
    note(name, performance.now());
    const { body } = response;
    if (name === 'preview' && body) noteReads(name, body);
    return response;
  };
  function noteReads(name: string, body: ReadableStream<Uint8Array>): void {
    const reader = body.getReader();
    const read = reader.read.bind(reader);
    reader.read = async () => {
      const part = await read();
      if (!part.done) note(name, performance.now());
      return part;
    };
    body.getReader = (() => reader) as typeof body.getReader;
  }

  window.seenUntilQuiet = () =>
    new Promise((resolve) => {
      const look = (): void => {
        if (performance.now() - latest > QUIET_MS) resolve(seen);
        else setTimeout(look, QUIET_MS / 10);
      };
      look();
    });
}
