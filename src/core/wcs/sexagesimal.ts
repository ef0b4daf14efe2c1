/** Right ascension in degrees as hours, minutes and seconds, '13:29:52.698', with `digits` after the point. */
export function formatRa(degrees: number, digits: number): string {
  if (!Number.isFinite(degrees)) return '';
  const turn = 24 * 3600 * powerOfTen(digits);
  const units = Math.round((degrees / 360) * turn);
  return sexagesimal(((units % turn) + turn) % turn, digits);
}

/** Declination (or any latitude) in degrees as degrees, minutes and seconds of arc, '-47:11:42.9'. */
export function formatDec(degrees: number, digits: number): string {
  if (!Number.isFinite(degrees)) return '';
  const units = Math.round(Math.abs(degrees) * 3600 * powerOfTen(digits));
  return `${degrees < 0 && units > 0 ? '-' : '+'}${sexagesimal(units, digits)}`;
}

/** Rounded once, as a whole number of the last digit's units, so that 59.96 never becomes 60.0. */
function sexagesimal(units: number, digits: number): string {
  const scale = powerOfTen(digits);
  const seconds = Math.floor(units / scale);
  const fraction = digits === 0 ? '' : `.${String(units % scale).padStart(digits, '0')}`;
  return `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}${fraction}`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

function powerOfTen(digits: number): number {
  return Number(`1e${digits}`);
}
