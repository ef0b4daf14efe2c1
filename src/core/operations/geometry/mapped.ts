import {
  placesOfMap,
  resampleInto,
  rowsOfMap,
  transformWcs,
  type AffineMap,
  type Interpolation,
  type SourceRows,
} from '../../geometry/index.ts';
import type { Frame, GeometricJob } from '../imageJobs.ts';
import type { GeometricShape } from '../operation.ts';
import type { ParameterValues } from '../parameter.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The frame of a result whose pixels lie in `image` where `map` says, with its world coordinates. */
export function mappedFrame(image: Frame, map: AffineMap, { width, height }: Size): Frame {
  const wcs = image.wcs && transformWcs(image.wcs, map, image.originX, image.originY);
  return { width, height, pixelType: image.pixelType, originX: 0, originY: 0, wcs };
}

/** The rows that a job was given. */
export function sourceOf({ input, inputY0, inputRows, frames }: GeometricJob): SourceRows {
  const { width, height } = frames['image']!;
  return { pixels: input, y0: inputY0, rows: inputRows, width, height };
}

/** The shape of an operation that interpolates the image at places given by an affine map. */
export function affineShape(
  mapOf: (values: ParameterValues, image: Frame) => { readonly map: AffineMap; readonly size: Size },
  interpolationOf: (values: ParameterValues) => Interpolation,
): GeometricShape {
  return {
    kind: 'geometric',
    frame(values, { image }) {
      const { map, size } = mapOf(values, image!);
      return mappedFrame(image!, map, size);
    },
    rows(values, { image }, y0, y1) {
      const { map, size } = mapOf(values, image!);
      return rowsOfMap(map, size.width, y0, y1, image!.height, interpolationOf(values));
    },
    compute(job) {
      const { map } = mapOf(job.values, job.frames['image']!);
      resampleInto(job.result, job.y0, sourceOf(job), placesOfMap(map), interpolationOf(job.values));
    },
  };
}
