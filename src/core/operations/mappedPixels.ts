import { applyMaps, type PointMap } from '../image/index.ts';
import type { Operation } from './operation.ts';

/** The pixels after an image's deferred maps, made real: what an operation on mapped pixels reads. It is no step of its own:
 * the engine puts it in where it is needed, with the maps as `facts.maps`. */
export const mappedPixels: Operation = {
  name: 'mapped-pixels',
  version: 1,
  title: 'Mapped pixels',
  summary: 'The pixels after the deferred maps.',
  inputs: { image: 'image' },
  output: 'image',
  pixelTypes: ['float32', 'float64'],
  missing: 'NaN stays NaN.',
  shape: {
    kind: 'local',
    halo: () => ({ x: 0, y: 0 }),
    compute({ facts, inputs, result }) {
      const maps = facts['maps'] as readonly PointMap[];
      const { pixels } = inputs['image']!;
      const out = result.pixels;
      for (let i = 0; i < out.length; i++) out[i] = applyMaps(maps, pixels[i]!);
    },
  },
  parameters: {},
};
