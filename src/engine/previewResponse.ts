import { packPreviewHead, sentSize } from '../shared/index.ts';
import { newJobControl } from '../shared/jobs.ts';
import { streamedResponse } from './binaryResponse.ts';
import type { Look } from './preview.ts';

/** A look at a result in one answer, so that nobody waits for a second question: the head, then tiles as they are computed.
 * When nobody reads it any more, the tiles that are under way are given up. */
export function previewResponse({ head, pixels }: Look): Response {
  const packed = packPreviewHead(head);
  const control = newJobControl();
  const computed = head.tiles.map((tile) => pixels(tile, control));
  // Looked at when its turn comes; until then a failure must not count as unhandled.
  for (const tile of computed) tile.catch(() => {});
  const sizes = head.tiles.map(sentSize);
  const bytes = sizes.reduce((sum, { width, height }) => sum + 4 * width * height, packed.byteLength);
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(packed),
    async pull(controller) {
      const next = computed.shift();
      if (next) controller.enqueue(new Uint8Array(await next));
      else controller.close();
    },
    cancel: () => void Atomics.store(new Int32Array(control.cancel), 0, 1),
  });
  return streamedResponse(body, bytes);
}
