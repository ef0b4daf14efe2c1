import {
  meshGrid,
  meshRowInto,
  meshSurface,
  placedSurface,
  type MeshPartial,
  type MeshSurface,
} from '../../background/index.ts';
import { AppError } from '../../errors/index.ts';
import type { PlaneShape } from '../../reduce/index.ts';
import type { LocalJob, PrepareStep } from '../imageJobs.ts';
import type { Operation } from '../operation.ts';
import type { ParameterValues } from '../parameter.ts';

const MAX_BOX = 1024;
/** The surface travels with every job. */
const MOST_MESHES = 2 ** 20;

function prepare(values: ParameterValues, { width, height }: PlaneShape): PrepareStep {
  const boxSize = values['box_size'] as number;
  const meshes = Math.ceil(width / boxSize) * Math.ceil(height / boxSize);
  if (meshes > MOST_MESHES)
    throw new AppError(
      'over-budget',
      `Boxes of ${boxSize} pixels divide the image into ${meshes} boxes; at most ${MOST_MESHES} are possible.`,
      { remedy: 'Choose a larger box size.', details: { boxSize, meshes } },
    );
  return {
    done: false,
    reduction: 'background-mesh',
    params: { boxSize },
    next: (merged) => {
      const grid = meshGrid((merged as MeshPartial).done, boxSize, {
        filterSize: values['filter_size'] as number,
        filterThreshold: values['filter_threshold'] as number,
      });
      const map = values['gives'] === 'rms' ? grid.rms : grid.background;
      return { done: true, facts: { surface: meshSurface(grid, map) } };
    },
  };
}

function compute({ values, facts, inputs, y0, result }: LocalJob): void {
  const { pixels } = inputs['image']!;
  const out = result.pixels;
  const line = new Float64Array(result.width);
  for (let y = 0; y < result.rows; y++) {
    meshRowInto(line, facts['surface'] as MeshSurface, y0 + y);
    const start = y * result.width;
    if (values['gives'] !== 'subtracted') out.set(line, start);
    else for (let x = 0; x < line.length; x++) out[start + x] = pixels[start + x] - line[x];
  }
}

/** Background from clipped modes of meshes, with a smooth surface through them. */
export const meshBackground: Operation = {
  name: 'mesh-background',
  version: 1,
  group: 'filter',
  title: 'Mesh background',
  summary:
    'The background and its rms in boxes, clipped of stars, filtered by a median and joined by a bicubic spline, as Source ' +
    'Extractor estimates them.',
  formula:
    'in each box: 2.5 median − 1.5 mean of the pixels left by clipping at 3 sigma (the median where the box is crowded)',
  inputs: { image: 'image' },
  output: 'image',
  pixelTypes: ['float32', 'float64'],
  missing:
    'NaN and infinities are left out; a box with fewer than half its pixels takes its nearest neighbours. Background and rms are ' +
    'given at missing pixels too; the subtracted image keeps them.',
  source:
    'Bertin & Arnouts, 1996, A&AS 117, 393; SEP 1.2, computed in double precision and otherwise in its way, which in y compares ' +
    'the lower edge of a pixel with the middle of a box.',
  shape: {
    kind: 'local',
    halo: () => ({ x: 0, y: 0 }),
    prepare,
    placed: ({ surface }, x0, scale) => ({ surface: placedSurface(surface as MeshSurface, x0, scale) }),
    compute,
  },
  parameters: {
    box_size: {
      kind: 'integer',
      title: 'Box',
      description: 'Side of a box: larger than the objects, smaller than the structure of the background.',
      unit: 'px',
      min: 4,
      max: MAX_BOX,
      default: 64,
      peer: { library: 'photutils', name: 'box_size' },
    },
    filter_size: {
      kind: 'integer',
      title: 'Median filter',
      description:
        'Boxes along each side of the median that is taken of the boxes; even numbers count as the next odd one.',
      unit: 'boxes',
      min: 1,
      max: 51,
      default: 3,
      peer: { library: 'photutils', name: 'filter_size' },
    },
    filter_threshold: {
      kind: 'number',
      title: 'Filter threshold',
      description: 'Boxes that differ from the median by less than this stay, in the unit of the image.',
      min: 0,
      default: 0,
      peer: { library: 'photutils', name: 'filter_threshold' },
    },
    gives: {
      kind: 'choice',
      title: 'Result',
      description: 'The image minus its background, the background, or its rms.',
      default: 'subtracted',
      options: [
        { value: 'subtracted', title: 'image − background' },
        { value: 'background', title: 'background' },
        { value: 'rms', title: 'rms of the background' },
      ],
    },
  },
  python: (values) => {
    const box = values['box_size'] as number;
    const filter = values['filter_size'] as number;
    const result = {
      subtracted: 'data - background.back()',
      background: 'background.back()',
      rms: 'background.rms()',
    };
    return {
      imports: ['import numpy as np', 'import sep'],
      lines: [
        'data = np.array(image, dtype=image.dtype.newbyteorder("="), order="C")',
        `background = sep.Background(data, mask=~np.isfinite(data), bw=${box}, bh=${box}, fw=${filter}, fh=${filter}, fthresh=${
          values['filter_threshold'] as number
        })`,
        `result = ${result[values['gives'] as keyof typeof result]}`,
      ],
    };
  },
};
