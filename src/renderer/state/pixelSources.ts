import type { ImageSummary, ImageView } from '../../shared/index.ts';
import type { Channels } from '../canvas/viewer.ts';

/** Pixels that numbers are read from. */
export interface PixelSource {
  readonly step: string;
  readonly image: ImageSummary;
}

/** Where the numbers of an image come from: itself, or red, green and blue of a composite, red alone until all are there. */
export function pixelSources(
  { steps, rgb }: Pick<ImageView, 'steps' | 'rgb'>,
  image: ImageSummary,
  channels: Channels | null,
): readonly [PixelSource, ...PixelSource[]] {
  const red = { step: steps.crop, image };
  if (!rgb || !channels) return [red];
  return [red, { step: rgb.green, image: channels[0] }, { step: rgb.blue, image: channels[1] }];
}

type Origin = Pick<ImageSummary, 'originX' | 'originY'>;

/** From a FITS pixel of the whole of one image to that of another which lies on its pixels. */
export function shiftBetween(from: Origin, to: Origin): readonly [number, number] {
  return [to.originX - from.originX, to.originY - from.originY];
}
