const SUFFIX = /\.(fits|fit|fts|fz|csv|tsv|txt|dat|ecsv|vot|votable|xml|parquet)(\.gz)?$/i;

/** Whether a name looks like an image's or a table's. */
export function hasOpenableSuffix(name: string): boolean {
  return SUFFIX.test(name);
}

/** The suffix of such a name in lower case, with its dot; empty when it has none. */
export function openableSuffix(name: string): string {
  return SUFFIX.exec(name)?.[0].toLowerCase() ?? '';
}
