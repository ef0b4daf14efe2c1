/** How well a text answers what was typed: null when a letter is missing or out of order, else higher for better.
 * Letters in a row count most, then those that begin words; a shorter text wins among equals. */
export function fuzzyScore(typed: string, text: string): number | null {
  const wanted = typed.toLowerCase().replace(/\s+/g, '');
  const letters = text.toLowerCase();
  if (wanted === '') return 0;
  let best: number | null = null;
  // The first letter decides where the run can be; the best of the starts counts.
  for (let start = letters.indexOf(wanted[0]!); start >= 0; start = letters.indexOf(wanted[0]!, start + 1)) {
    const score = scoreFrom(wanted, letters, start);
    if (score !== null && (best === null || score > best)) best = score;
  }
  return best === null ? null : best - letters.length / 1000;
}

function scoreFrom(wanted: string, letters: string, start: number): number | null {
  let score = 0;
  let at = start - 1;
  for (const letter of wanted) {
    const next = letters.indexOf(letter, at + 1);
    if (next < 0) return null;
    if (next === at + 1 && next > start) score += 4;
    if (next === 0 || /[^\p{L}\p{N}]/u.test(letters[next - 1]!)) score += 3;
    score += 1;
    at = next;
  }
  return score;
}
