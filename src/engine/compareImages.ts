import { AppError } from '../core/errors/index.ts';
import { OPERATIONS } from '../core/operations/index.ts';
import type { BinaryComparison } from '../shared/index.ts';
import { frameOf } from './computedImage.ts';
import { measuredTable, refuseOverBudget } from './imageComputation.ts';
import type { Work } from './jobTracker.ts';
import type { PixelStore } from './pixelStore.ts';
import type { Pool } from './pool.ts';
import type { ImageValue } from './values.ts';

/** How far two binary images of one size agree. */
export async function compareImages(
  pool: Pool,
  pixels: PixelStore,
  image: ImageValue,
  other: ImageValue,
  work: Work,
): Promise<BinaryComparison> {
  const { window } = image.base;
  if (window.width !== other.base.window.width || window.height !== other.base.window.height)
    throw new AppError('bad-argument', 'Two images of different sizes cannot be compared pixel by pixel.');
  const operation = OPERATIONS.get('compare-binary')!;
  const inputs = { image: image.base, other: other.base };
  refuseOverBudget(operation, Object.values(inputs), pixels.budgetBytes);
  const frames = { image: frameOf(image), other: frameOf(other) };
  const planes = await pixels.planes(inputs, work);
  const { columns } = await measuredTable(pool, { operation, values: {}, inputs, frames }, {}, planes, work);
  const row = Object.fromEntries(columns.map(({ info, data }) => [info.name, Number(data.values[0])]));
  const of = (name: string): number => row[name] ?? Number.NaN;
  return {
    pixels: of('pixels'),
    on: of('on'),
    onOther: of('on_other'),
    both: of('both'),
    either: of('either'),
    differing: of('differing'),
    iou: Number.isFinite(of('iou')) ? of('iou') : null,
  };
}
