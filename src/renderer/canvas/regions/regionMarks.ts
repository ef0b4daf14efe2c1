import type { Mark } from '../plots/sheet.ts';
import { pathData } from './pathData.ts';
import { pathOf, projected, type Projection } from './regionPath.ts';
import { boundsOf, cssColour, DASH, slashOf, type RegionMark } from './regionShape.ts';

const TEXT_SIZE = 12;

/** Regions as marks of a drawing: outlines, and their words above them. */
export function regionMarks(regions: readonly RegionMark[], projection: Projection): Mark[] {
  return regions.flatMap((region): Mark[] => {
    const { shape, include, text, colour, width, dashed } = region;
    const bounds = boundsOf(shape);
    const path = pathData();
    pathOf(path, shape, projection);
    if (!include) slashOf(path, bounds, projection);
    const stroke = cssColour(colour);
    const outline: Mark = {
      kind: 'path',
      d: path.d(),
      stroke,
      width,
      ...(dashed ? { dash: DASH.join(' ') } : {}),
    };
    if (text === '') return [outline];
    const [x, top] = projected(projection, [(bounds.x0 + bounds.x1) / 2, bounds.y1]);
    const above = shape.kind === 'point' ? shape.size / 2 : 0;
    const y = top - above - 4 - TEXT_SIZE / 4;
    return [outline, { kind: 'text', x, y, text, fill: stroke, size: TEXT_SIZE, anchor: 'middle' }];
  });
}
