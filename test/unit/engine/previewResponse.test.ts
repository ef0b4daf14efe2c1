import { expect, it } from 'vitest';
import { previewResponse } from '../../../src/engine/previewResponse.ts';
import { isCancelled, type JobControl } from '../../../src/shared/jobs.ts';

const tile = { level: 0, x: 0, y: 0, width: 4, height: 3, step: 2 };

/** The answer to a look whose tiles never come, and what they are told. */
function answer() {
  const controls: JobControl[] = [];
  const response = previewResponse({
    head: { summary: null, coarse: true, tiles: [tile, { ...tile, x: 1 }] },
    pixels: (_tile, control) => {
      controls.push(control);
      return new Promise(() => {});
    },
  });
  return { response, controls };
}

it('a preview tells its tiles to stop when its reader goes away, and not before', async () => {
  const { response, controls } = answer();
  const reader = response.body!.getReader();
  const head = (await reader.read()).value!;
  expect(controls.map(isCancelled)).toEqual([false, false]);
  expect(response.headers.get('content-length')).toBe(String(head.byteLength + 2 * 4 * 2 * 2));
  await reader.cancel();
  expect(controls.map(isCancelled)).toEqual([true, true]);
});
