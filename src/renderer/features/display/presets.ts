/** Percentile limits by the share of the pixels between them; the first is the book's. */
export const PERCENTILE_PRESETS = [
  { name: 'book', title: '0.25–99.5 book', low: 0.25, high: 99.5 },
  ...[99.5, 99, 98, 95, 90].map((share) => ({
    name: String(share),
    title: `${share} %`,
    low: round((100 - share) / 2),
    high: round(100 - (100 - share) / 2),
  })),
  { name: 'all', title: 'Min – max', low: 0, high: 100 },
] as const satisfies readonly { name: string; title: string; low: number; high: number }[];

/** The preset that two percentiles are, or `other`. */
export function presetOf(low: number, high: number): string {
  return PERCENTILE_PRESETS.find((preset) => preset.low === low && preset.high === high)?.name ?? 'other';
}

function round(percentile: number): number {
  return Math.round(percentile * 1000) / 1000;
}
