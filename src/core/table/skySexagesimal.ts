const PIECES =
  /^([+\-\u2212\u2013]?)\s*(\d+(?:\.\d*)?)\s*([hHdD°:]|\s)\s*(?:(\d+(?:\.\d*)?)\s*([mM'′:]|\s|$)\s*(?:(\d+(?:\.\d*)?|\.\d+)\s*(?:[sS"″]|''|′′)?)?)?$/;

/** An angle written in hours or degrees, minutes and seconds, in degrees; NaN when the text is none.
 *
 * Method: 12 30 15.2, 12:30:15.2, 12h30m15.2s, -00:30:00 (the sign counts for a zero too), +12d30'15"; only the last part may
 *         have decimals. A written h or d decides over `unit`. A plain number is no sexagesimal angle.
 * Units:  `unit` is that of the first part; the result is in degrees. */
export function parseSexagesimal(text: string, unit: 'hours' | 'degrees'): number {
  const match = PIECES.exec(text.trim());
  if (!match) return NaN;
  const [, sign, whole, mark, minutes, , seconds] = match as unknown as [
    string,
    string,
    string,
    string,
    string | undefined,
    string | undefined,
    string | undefined,
  ];
  const lettered = /[hHdD°]/.test(mark);
  if (minutes === undefined && !lettered) return NaN;
  if ((minutes !== undefined && whole.includes('.')) || (seconds !== undefined && minutes!.includes('.')))
    return NaN;
  const min = Number(minutes ?? 0);
  const sec = Number(seconds ?? 0);
  // Rounding writes 60.0 at times.
  if (min >= 60 || sec > 60) return NaN;
  const inHours = lettered ? /[hH]/.test(mark) : unit === 'hours';
  const size = Number(whole) + (min + sec / 60) / 60;
  if (size > (inHours ? 24 : 360)) return NaN;
  const degrees = inHours ? size * 15 : size;
  return sign === '' || sign === '+' ? degrees : -degrees;
}
