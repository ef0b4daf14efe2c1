const SUSPECT = /^[=+\-@\t\r]/;
const NUMBER = /^[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|inf(?:inity)?|nan)$/i;
/** Degrees or hours, minutes and, if given, seconds, between colons, blanks or letters: -12:30:15.2, -12 30 15,
 * -12d30m15.2s, -12°30′15″. */
const SEXAGESIMAL =
  /^[+-]?\d{1,3}(?:[:dh°]| )\s?\d{1,2}(?:\.\d+)?(?:[:m'′]| |$)(?:\s?\d{1,2}(?:\.\d*)?[s"″]?)?$/;

/** A text cell as a spreadsheet shows it without running it: with an apostrophe in front where it begins with one of
 * = + - @, tab or carriage return, unless it is a number.
 *
 * Numbers are those in plain or exponent notation, inf and nan with a sign, and sexagesimal angles: a negative
 * declination, -12.5 or -12:30:15.2, stays as it is, since digits and separators cannot be a formula that does harm. */
export function guardFormula(text: string): string {
  if (!SUSPECT.test(text) || NUMBER.test(text) || SEXAGESIMAL.test(text)) return text;
  return `'${text}`;
}
