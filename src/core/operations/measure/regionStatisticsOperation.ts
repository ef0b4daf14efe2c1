import {
  areaOf,
  centreOf,
  icrsFromPixel,
  pixelShape,
  regionStatistics,
  type PlacedRegion,
  type RegionOutline,
  type RegionShape,
} from '../../region/index.ts';
import type { Column } from '../../table/index.ts';
import type { Wcs } from '../../wcs/index.ts';
import type { Operation } from '../operation.ts';

export const regionStatisticsOperation: Operation = {
  name: 'region-statistics',
  version: 1,
  group: 'measure',
  title: 'Region statistics',
  summary:
    'A table of the regions drawn on an image: pixels, sum, mean, median, standard deviation, extremes and centroid, a row ' +
    'for each that is included. A pixel is inside when its centre is; pixels of excluded regions are left out of all others.',
  formula: 'std = √(Σ (v − mean)² / n); centroid = Σ v x / Σ v, where Σ v > 0',
  inputs: { image: 'image' },
  output: 'table',
  pixelTypes: ['float32', 'float64'],
  missing: 'NaN and infinities are left out and counted in n_missing',
  source: 'the definitions, as in photutils 1.x ApertureStats with method "center"',
  parameters: {
    regions: {
      kind: 'regions',
      title: 'Regions',
      description:
        'Circles, ellipses, boxes, polygons, points, lines and annuli, in FITS pixels or degrees ICRS.',
      default: [],
    },
  },
  shape: {
    kind: 'measure',
    scratchBytes: 8,
    compute({ values, inputs, frames, progress }) {
      const regions = values['regions'] as readonly RegionOutline[];
      const { wcs, originX, originY } = frames['image']!;
      const placed = regions.map((region) => ({
        shape: pixelShape(region, wcs),
        include: region.include,
      }));
      const image = inputs['image']!;
      return { columns: tableOf(regions, placed, wcs, { image, originX, originY }, progress) };
    },
  },
  python: (values) => {
    const regions = values['regions'] as readonly RegionOutline[];
    const excluded = regions.filter(({ include }) => !include);
    const rest = excluded.length > 0 ? ' & ~excluded' : '';
    return {
      imports: ['import numpy as np'],
      lines: [
        'y, x = np.mgrid[1:image.shape[0] + 1, 1:image.shape[1] + 1]',
        ...(excluded.length > 0 ? ['excluded = np.zeros(image.shape, dtype=bool)'] : []),
        ...excluded.map((region) => {
          const mask = pythonMask(region);
          return mask === null
            ? `# ${region.id}, an excluded ${region.shape.kind} (${region.system}), is not left out here: see the table of the program`
            : `excluded |= ${mask}`;
        }),
        'result = {}',
        ...regions.flatMap((region) => {
          if (!region.include) return [];
          const mask = pythonMask(region);
          return mask === null
            ? [`# ${region.id} is a ${region.shape.kind} (${region.system}): see the table of the program`]
            : [
                `inside = image[${rest === '' ? mask : `(${mask})${rest}`}]`,
                'inside = inside[np.isfinite(inside)]',
                // NumPy refuses the extremes of nothing.
                `result['${region.id}'] = (inside.size, inside.sum(), inside.mean(), np.median(inside), inside.std(), inside.min(), inside.max()) if inside.size else (0, 0.0) + (np.nan,) * 5`,
              ];
        }),
      ],
    };
  },
};

/** NumPy's condition on x and y for being inside; null where there is no short one. */
function pythonMask({ system, shape }: RegionOutline): string | null {
  if (system !== 'image') return null;
  if (shape.kind === 'circle') return `${distance(shape.centre)} <= ${shape.radius}**2`;
  if (shape.kind === 'annulus') {
    const square = distance(shape.centre);
    return `(${square} > ${shape.inner}**2) & (${square} <= ${shape.outer}**2)`;
  }
  if (shape.kind === 'box' && shape.angle === 0 && !shape.inner) {
    const [[cx, cy], [w, h]] = [shape.centre, shape.size];
    return `(x - ${cx} >= ${-w / 2}) & (x - ${cx} < ${w / 2}) & (y - ${cy} >= ${-h / 2}) & (y - ${cy} < ${h / 2})`;
  }
  return null;
}

function distance([x, y]: readonly [number, number]): string {
  return `(x - ${x})**2 + (y - ${y})**2`;
}

type Image = Parameters<typeof regionStatistics>[0];

function tableOf(
  regions: readonly RegionOutline[],
  placed: readonly PlacedRegion[],
  wcs: Wcs | null,
  image: Image,
  progress: (share: number) => void,
): readonly Column[] {
  const found = regionStatistics(image, placed, progress);
  const rows = regions.flatMap((region, i) => (region.include ? [i] : []));
  const shapes = rows.map((i) => placed[i].shape);
  const centres = shapes.map((shape) => (shape ? centreOf(shape) : null));
  const sky = centres.map((centre) => (centre && wcs ? icrsFromPixel(wcs, centre) : null));
  const of = (values: Float64Array): readonly number[] => rows.map((i) => values[i]);
  const counts = (values: Int32Array): Column['data'] => ({
    type: 'int32',
    values: Int32Array.from(rows, (i) => values[i]),
    missing: null,
  });
  return [
    texts(
      'id',
      'The region’s name in the document',
      rows.map((i) => regions[i].id),
      'meta.id;meta.main',
    ),
    texts(
      'shape',
      'Kind of region',
      rows.map((i) => regions[i].shape.kind),
    ),
    texts(
      'text',
      'What is written at the region',
      rows.map((i) => regions[i].text),
    ),
    column('n_pixels', 'Pixels with a value', '', counts(found.pixels)),
    column('n_missing', 'Pixels without a value', '', counts(found.missing)),
    floats(
      'area',
      'Area of the shape',
      'pix2',
      shapes.map((shape: RegionShape | null) => (shape ? areaOf(shape) : NaN)),
    ),
    floats('sum', 'Sum of the values', '', of(found.sum)),
    floats('mean', 'Mean of the values', '', of(found.mean)),
    floats('median', 'Median of the values', '', of(found.median)),
    floats('std', 'Standard deviation, divided by n', '', of(found.std)),
    floats('min', 'Smallest value', '', of(found.min)),
    floats('max', 'Largest value', '', of(found.max)),
    floats(
      'x',
      'Middle of the shape, FITS pixels',
      'pix',
      centres.map((centre) => centre?.[0] ?? NaN),
      'pos.cartesian.x',
    ),
    floats(
      'y',
      'Middle of the shape, FITS pixels',
      'pix',
      centres.map((centre) => centre?.[1] ?? NaN),
      'pos.cartesian.y',
    ),
    floats('x_weighted', 'Mean place weighted by value, FITS pixels', 'pix', of(found.centroidX)),
    floats('y_weighted', 'Mean place weighted by value, FITS pixels', 'pix', of(found.centroidY)),
    floats(
      'ra',
      'Right ascension of the middle, ICRS',
      'deg',
      sky.map((at) => at?.[0] ?? NaN),
      'pos.eq.ra;meta.main',
    ),
    floats(
      'dec',
      'Declination of the middle, ICRS',
      'deg',
      sky.map((at) => at?.[1] ?? NaN),
      'pos.eq.dec;meta.main',
    ),
  ];
}

function column(name: string, description: string, unit: string, data: Column['data'], ucd = ''): Column {
  return { info: { name, type: data.type, unit, ucd, description }, data };
}

function texts(name: string, description: string, values: readonly string[], ucd = ''): Column {
  return column(name, description, '', { type: 'text', values }, ucd);
}

function floats(
  name: string,
  description: string,
  unit: string,
  values: readonly number[],
  ucd = '',
): Column {
  return column(name, description, unit, { type: 'float64', values: Float64Array.from(values) }, ucd);
}
