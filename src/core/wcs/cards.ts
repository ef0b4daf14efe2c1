/** Header cards by keyword: what core/fits gives for an HDU. */
export type WcsCards = ReadonlyMap<string, number | string> | Readonly<Record<string, number | string>>;

/** Reads single cards; a number that is none ends the reading. */
export interface CardReader {
  readonly raw: (keyword: string) => number | string | undefined;
  readonly text: (keyword: string) => string | undefined;
  /** The card's number, or `fallback` when there is no such card. */
  readonly number: (keyword: string, fallback: number) => number;
  readonly has: (keyword: string) => boolean;
  readonly keywords: () => Iterable<string>;
}

/** Thrown and caught inside the folder: why there are no sky coordinates. */
export class NoWcs extends Error {}

export function cardReader(cards: WcsCards): CardReader {
  const map = isMap(cards) ? cards : new Map(Object.entries(cards));
  return {
    raw: (keyword) => map.get(keyword),
    text: (keyword) => {
      const value = map.get(keyword);
      return typeof value === 'string' ? value.trim() : undefined;
    },
    number: (keyword, fallback) => {
      const value = map.get(keyword);
      if (value === undefined) return fallback;
      if (typeof value === 'number' && Number.isFinite(value)) return value;
      throw new NoWcs(`${keyword} = ${typeof value === 'string' ? `'${value}'` : value} is not a number`);
    },
    has: (keyword) => map.has(keyword),
    keywords: () => map.keys(),
  };
}

function isMap(cards: WcsCards): cards is ReadonlyMap<string, number | string> {
  return typeof (cards as { get?: unknown }).get === 'function';
}
