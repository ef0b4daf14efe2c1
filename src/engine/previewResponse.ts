import { packPreviewHead, type TileAddress } from '../shared/index.ts';
import { streamedResponse } from './binaryResponse.ts';
import type { Previews } from './preview.ts';
import type { ImageValue } from './values.ts';

/** A look at a result in one answer, so that nobody waits for a second question: the head, then tiles as they are computed. */
export async function previewResponse(
  previews: Previews,
  image: ImageValue,
  wanted: readonly TileAddress[],
): Promise<Response> {
  const summary = await previews.summary(image);
  const tiles = summary ? previews.placesOf(summary.pixelsKey, wanted) : [];
  const head = packPreviewHead({ summary, tiles });
  const computed = summary ? tiles.map((tile) => previews.tile(summary.pixelsKey, tile)) : [];
  // Looked at when its turn comes; until then a failure must not count as unhandled.
  for (const tile of computed) tile.catch(() => {});
  const bytes = tiles.reduce((sum, { width, height }) => sum + 4 * width * height, head.byteLength);
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(head),
    async pull(controller) {
      const next = computed.shift();
      if (next) controller.enqueue(new Uint8Array(await next));
      else controller.close();
    },
  });
  return streamedResponse(body, bytes);
}
