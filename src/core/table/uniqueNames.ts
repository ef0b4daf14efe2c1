/** Names that differ from one another: a second "a" becomes "a (2)", blank ones become "column 3" by their place.
 *
 * Names are trimmed; two that differ only in capitals count as equal, as they do in SQL.
 * Cost: linear, also for 100 000 equal names. */
export function uniqueNames(names: readonly string[]): string[] {
  const trimmed = names.map((name, i) => {
    const text = name.trim();
    return text === '' ? `column ${i + 1}` : text;
  });
  const given = new Set(trimmed.map((name) => name.toLowerCase()));
  const used = new Set<string>();
  const counts = new Map<string, number>();
  return trimmed.map((name) => {
    const key = name.toLowerCase();
    if (!used.has(key)) {
      used.add(key);
      return name;
    }
    let count = counts.get(key) ?? 1;
    let candidate: string;
    do {
      count++;
      candidate = `${name} (${count})`;
      // A column that really is called so keeps its name.
    } while (used.has(candidate.toLowerCase()) || given.has(candidate.toLowerCase()));
    counts.set(key, count);
    used.add(candidate.toLowerCase());
    return candidate;
  });
}
