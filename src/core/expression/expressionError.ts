import { AppError } from '../errors/index.ts';

/** The error of an expression: what is wrong, and at which character of the text (`at` is 0-based). */
export function expressionError(at: number | undefined, sentence: string, remedy?: string): AppError {
  const message =
    at === undefined ? `The expression is not right: ${sentence}` : `At character ${at + 1}: ${sentence}`;
  return new AppError('bad-expression', message, {
    ...(remedy === undefined ? {} : { remedy }),
    ...(at === undefined ? {} : { details: { position: at } }),
  });
}

/** The name most like the one met, or null when none is near. */
export function nearestName(name: string, names: Iterable<string>): string | null {
  const wanted = name.toLowerCase();
  let best: string | null = null;
  let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of names) {
    if (Math.abs(candidate.length - name.length) >= bestDistance) continue;
    const distance = editDistance(wanted, candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** Insertions, deletions and replacements between two short texts. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(previous[j]! + 1, current[j - 1]! + 1, replaced));
    }
    previous = current;
  }
  return previous[b.length]!;
}
