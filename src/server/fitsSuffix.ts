const SUFFIX = /\.(fits|fit|fts|fz|fits\.gz)$/i;

/** Whether a name looks like a FITS file's. */
export function hasFitsSuffix(name: string): boolean {
  return SUFFIX.test(name);
}

/** The FITS suffix of a name in lower case, with its dot; empty when it has none. */
export function fitsSuffix(name: string): string {
  return SUFFIX.exec(name)?.[0].toLowerCase() ?? '';
}
