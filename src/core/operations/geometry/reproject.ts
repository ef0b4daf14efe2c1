import { AppError } from '../../errors/index.ts';
import {
  resampleInto,
  rowsToInterpolate,
  skyHeights,
  skyPlaces,
  type Interpolation,
  type SkyFrame,
} from '../../geometry/index.ts';
import type { Frame } from '../imageJobs.ts';
import type { Operation } from '../operation.ts';
import type { ParameterValues } from '../parameter.ts';
import { INTERPOLATION_MISSING, orderOf, orderParameter } from './interpolationParameters.ts';
import { sourceOf } from './mapped.ts';

const PYTHON_ORDERS = new Map([
  [0, 'nearest-neighbor'],
  [1, 'bilinear'],
  [3, 'bicubic'],
]);

function onSky(frame: Frame, which: string): SkyFrame {
  const { wcs } = frame;
  if (wcs?.icrsFromFrame) return { ...frame, wcs };
  throw new AppError(
    'not-supported',
    `The ${which} has no sky coordinates, so that it cannot be laid on the sky.`,
    {
      remedy:
        'Choose images whose header places them on the sky (CTYPE1, CRVAL1 … in a frame that is known).',
    },
  );
}

function interpolationOf(values: ParameterValues): Interpolation {
  return { order: orderOf(values), mode: 'constant', cval: NaN };
}

/** An image on the pixels of another, by their sky coordinates. */
export const reproject: Operation = {
  name: 'reproject',
  version: 1,
  title: 'Reproject',
  summary:
    'The image on the pixels of another image, by the sky coordinates of both, so that stars of both lie on the same pixels.',
  formula: 'result(X, Y) = image at the pixel where the sky of pixel (X, Y) of the grid lies',
  group: 'geometry',
  inputs: { image: 'image', grid: 'image' },
  output: 'image',
  pixelTypes: ['float32', 'float64'],
  missing: `${INTERPOLATION_MISSING} Pixels whose sky is not on the image are missing.`,
  source: 'The interpolation of the Python package reproject',
  shape: {
    kind: 'geometric',
    frame(_values, { image, grid }) {
      onSky(image!, 'image');
      onSky(grid!, 'grid');
      return { ...grid!, pixelType: image!.pixelType };
    },
    rows(values, { image, grid }, y0, y1) {
      const { low, high } = skyHeights(onSky(grid!, 'grid'), onSky(image!, 'image'), { y0, y1 });
      return rowsToInterpolate(low, high, image!.height, interpolationOf(values));
    },
    compute(job) {
      const places = skyPlaces(onSky(job.frames['grid']!, 'grid'), onSky(job.frames['image']!, 'image'));
      resampleInto(job.result, job.y0, sourceOf(job), places, interpolationOf(job.values));
    },
  },
  parameters: { order: orderParameter },
  python: (values) => ({
    imports: ['from reproject import reproject_interp'],
    lines: [
      '# image_wcs and grid_wcs: astropy.wcs.WCS of the headers of both images',
      `result, _ = reproject_interp((image, image_wcs), grid_wcs, shape_out=grid.shape, order='${PYTHON_ORDERS.get(orderOf(values))!}')`,
    ],
  }),
};
