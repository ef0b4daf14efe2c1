const KEY = 'asterism-window';

/** The id by which the engine knows this window's document; a reload keeps it. */
export function windowIdOf(storage: Storage): string {
  const known = storage.getItem(KEY);
  if (known && /^[a-z0-9-]{1,64}$/.test(known)) return known;
  const made = crypto.randomUUID();
  storage.setItem(KEY, made);
  return made;
}
