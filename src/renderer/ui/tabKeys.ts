/** The tab that a key leads to from another, of `count`: Left and Right go round, Home and End to the ends; null where the
 * key means nothing to tabs. */
export function tabFor(key: string, from: number, count: number): number | null {
  const to = { ArrowLeft: from - 1, ArrowRight: from + 1, Home: 0, End: count - 1 }[key];
  return to === undefined || count === 0 ? null : (to + count) % count;
}

/** Puts the focus on a tab of a list. */
export function focusTab(list: Element | null, at: number): void {
  list?.querySelectorAll<HTMLElement>('[role=tab]')[at]?.focus();
}
