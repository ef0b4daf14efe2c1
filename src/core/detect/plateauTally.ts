import type { Piece } from '../reduce/index.ts';

export interface Tally {
  /** Smallest finite pixel; Infinity where there is none. */
  readonly minimum: number;
  readonly count: number;
  readonly countAtMinimum: number;
}

/** Counts plateaus, and those at the smallest pixel so far: in the end they are no maxima. A plateau must be added after
 * its pixels have been looked at. */
export function createTally() {
  let minimum = Infinity;
  let count = 0;
  let countAtMinimum = 0;
  const lower = (value: number) => {
    if (value >= minimum) return;
    minimum = value;
    countAtMinimum = 0;
  };
  return {
    lookAt({ pixels, width, haloTop, y0, y1 }: Piece) {
      let smallest = Infinity;
      for (let i = haloTop * width; i < (haloTop + y1 - y0) * width; i++) {
        const value = pixels[i];
        if (value < smallest && value > -Infinity) smallest = value;
      }
      lower(smallest);
    },
    add(value: number) {
      count++;
      if (value === minimum) countAtMinimum++;
    },
    include(tally: Tally) {
      lower(tally.minimum);
      if (tally.minimum === minimum) countAtMinimum += tally.countAtMinimum;
      count += tally.count;
    },
    end: (): Tally => ({ minimum, count, countAtMinimum }),
  };
}
