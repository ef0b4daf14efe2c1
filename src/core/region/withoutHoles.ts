import type { Cover } from './cover.ts';

/** Runs less what excluded regions cover of them. */
export function withoutHoles(runs: readonly number[], holes: readonly Cover[], y: number): readonly number[] {
  let left = runs;
  for (const hole of holes) {
    if (left.length === 0) break;
    const gaps = hole.runs(y, left[0], left[left.length - 1]);
    for (let g = 0; g < gaps.length; g += 2) left = withoutGap(left, gaps[g], gaps[g + 1]);
  }
  return left;
}

function withoutGap(runs: readonly number[], from: number, to: number): readonly number[] {
  const left: number[] = [];
  for (let r = 0; r < runs.length; r += 2) {
    const [first, last] = [runs[r], runs[r + 1]];
    if (to < first || from > last) left.push(first, last);
    else {
      if (from > first) left.push(first, from - 1);
      if (to < last) left.push(to + 1, last);
    }
  }
  return left;
}
