import { vi } from 'vitest';

// The viewer paints with canvas and Konva, which happy-dom has not; it has tests of its own in a browser.
vi.mock('../../src/renderer/canvas/index.ts', () => import('../support/fakeViewer.ts'));

/** What browsers have and happy-dom lacks. */
if (!('setPointerCapture' in Element.prototype)) {
  Object.assign(Element.prototype, {
    setPointerCapture: () => undefined,
    releasePointerCapture: () => undefined,
  });
}
if (!('scrollIntoView' in Element.prototype))
  Object.assign(Element.prototype, { scrollIntoView: () => undefined });
