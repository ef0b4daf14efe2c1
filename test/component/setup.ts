import { configure } from '@testing-library/svelte';
import { vi } from 'vitest';
import { PATIENCE } from './patience.ts';

// The viewer paints with canvas and Konva, which happy-dom has not; it has tests of its own in a browser.
vi.mock('../../src/renderer/canvas/index.ts', () => import('../support/fakeViewer.ts'));

configure({ asyncUtilTimeout: PATIENCE.timeout });

/** What browsers have and happy-dom lacks. */
if (!('setPointerCapture' in Element.prototype)) {
  Object.assign(Element.prototype, {
    setPointerCapture: () => undefined,
    releasePointerCapture: () => undefined,
  });
}
if (!('scrollIntoView' in Element.prototype))
  Object.assign(Element.prototype, { scrollIntoView: () => undefined });
