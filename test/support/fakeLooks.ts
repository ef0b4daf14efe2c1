import { packPreviewHead } from '../../src/shared/index.ts';
import { fakeCutout } from './fakeFile.ts';
import { fakeHistogram, type FakeImage } from './fakeImage.ts';
import { REGION_DEFAULTS } from '../../src/core/region/index.ts';

/** What the fake engine answers to looks at an image beside its tiles, and to what it has nothing to say of. */
export function fakeLookHandlers(imageOf: () => FakeImage) {
  return {
    pending: () => ({ opened: [] }),
    cancel: () => ({ cancelled: true }),
    preview: () => new Response(packPreviewHead({ summary: null, coarse: false, tiles: [] })),
    compare: () => ({ pixels: 100, on: 40, onOther: 50, both: 30, either: 60, differing: 30, iou: 0.5 }),
    cutout: (body: { x: number; y: number; size: number }) => fakeCutout(imageOf(), body),
    profile: ({ x0, y0, x1, y1 }: { x0: number; y0: number; x1: number; y1: number }) => {
      const count = Math.ceil(Math.hypot(x1 - x0, y1 - y0) + 1);
      const values = Array.from({ length: count }, (_, i) => i);
      return new Response(Float64Array.from([...values, ...values.map((i) => 100 + i)]));
    },
    maskRegions: () => ({
      regions: [
        {
          ...REGION_DEFAULTS,
          tags: [],
          system: 'image',
          shape: {
            kind: 'polygon',
            corners: [
              [1, 1],
              [9, 1],
              [9, 9],
            ],
          },
        },
      ],
      objects: 4,
      small: 3,
      beyond: 0,
      holes: 2,
      coarser: 0,
    }),
    regionHistogram: ({ bins }: { bins: number }) =>
      fakeHistogram(Array.from(imageOf().data), 0, imageOf().maximum, bins),
    imageDownload: () => new Response(new Uint8Array(2880)),
  };
}
