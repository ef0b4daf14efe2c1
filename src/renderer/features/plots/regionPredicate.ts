import type { Predicate } from '../../../core/selection/index.ts';
import type { Region } from '../../canvas/plots/plotTypes.ts';

export interface PlotAxes {
  readonly x: string;
  /** null where the other axis counts rows. */
  readonly y: string | null;
  readonly logX: boolean;
  readonly logY: boolean;
}

/** What was drawn on a plot as a condition on its columns. */
export function regionPredicate(region: Region, { x, y, logX, logY }: PlotAxes): Predicate {
  switch (region.kind) {
    case 'range':
      return { op: 'range', column: x, low: region.low, high: region.high };
    case 'box': {
      const across: Predicate = { op: 'range', column: x, low: region.x[0], high: region.x[1] };
      if (y === null) return across;
      return { op: 'and', of: [across, { op: 'range', column: y, low: region.y[0], high: region.y[1] }] };
    }
    case 'lasso':
      return {
        op: 'lasso',
        x,
        y: y ?? x,
        polygon: region.polygon,
        xScale: logX ? 'log' : 'linear',
        yScale: logY ? 'log' : 'linear',
      };
  }
}
