/** A number as a person reads it: about `digits` significant ones, without an exponent where it is not needed. */
export function formatNumber(value: number, digits = 5): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || (size >= 1e9 && size >= 10 ** digits)))
    return value.toExponential(digits - 1).replaceAll('-', '−');
  const text = String(Number(value.toPrecision(digits)));
  return text.replace('-', '−');
}

/** A whole number with thin spaces between thousands. */
export function formatCount(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, '\u2009');
}

/** A number that a person typed; null when it is none. A comma may stand for the point. */
export function parseNumber(text: string): number | null {
  const cleaned = text
    .trim()
    .replace('−', '-')
    .replace(/\u2009/g, '')
    .replace(/^([^.,]*),([^.,]*)$/, '$1.$2');
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(cleaned)) return null;
  const value = Number(cleaned);
  return Number.isFinite(value) ? value : null;
}

/** Bytes in the unit that fits. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(value < 10 ? 1 : 0)} ${units[unit] ?? ''}`;
}

/** A share as a percentage. */
export function formatPercent(fraction: number): string {
  const percent = 100 * fraction;
  return `${percent >= 10 || percent === 0 ? percent.toFixed(0) : percent.toPrecision(2)} %`;
}

/** A zoom: screen pixels per image pixel. */
export function formatZoom(scale: number): string {
  return `${formatNumber(scale * 100, 3)} %`;
}
