/** Percentile limits by the share of the pixels between them; the first is the book's, the last all of them. */
export const PERCENTILE_PRESETS: readonly {
  readonly name: string;
  readonly title: string;
  readonly low: number;
  readonly high: number;
}[] = [
  { name: 'book', title: '0.25–99.5 book', low: 0.25, high: 99.5 },
  ...[99.5, 99, 98, 97, 96, 95, 92.5, 90].map((share) => ({
    name: String(share),
    title: `${share} %`,
    low: rounded((100 - share) / 2),
    high: rounded(100 - (100 - share) / 2),
  })),
  { name: 'all', title: 'Min – max', low: 0, high: 100 },
];

/** The name of the preset that two percentiles are; null for others. */
export function presetOf(low: number, high: number): string | null {
  return PERCENTILE_PRESETS.find((preset) => preset.low === low && preset.high === high)?.name ?? null;
}

function rounded(percentile: number): number {
  return Math.round(percentile * 1000) / 1000;
}
