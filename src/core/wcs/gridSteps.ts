/** How the values of a grid's lines are written: in hours, in degrees with minutes and seconds, or as decimal degrees. */
export type GridUnits = 'hours' | 'degrees' | 'decimal';

const WHOLE = [90, 60, 45, 30, 15, 10, 5, 2, 1];
const SIXTIETHS = [30, 20, 10, 5, 2, 1];
/** Parts of a second, or of a degree. */
const PARTS = [-1, -2, -3, -4, -5, -6, -7].flatMap((power) => [5, 2, 1].map((n) => Number(`${n}e${power}`)));

const STEPS: Readonly<Record<GridUnits, readonly number[]>> = {
  hours: [
    ...[6, 4, 3, 2, 1].map((hours) => 15 * hours),
    ...SIXTIETHS.map((minutes) => minutes / 4),
    ...[...SIXTIETHS, ...PARTS].map((seconds) => seconds / 240),
  ],
  degrees: [
    ...WHOLE,
    ...SIXTIETHS.map((minutes) => minutes / 60),
    ...[...SIXTIETHS, ...PARTS].map((seconds) => seconds / 3600),
  ],
  decimal: [...WHOLE, ...PARTS],
};

/** The smallest round step, in degrees, that divides a range into no more than `most` parts. */
export function gridStep(rangeDeg: number, most: number, units: GridUnits): number {
  const steps = STEPS[units];
  return steps.findLast((step) => rangeDeg / step <= most) ?? steps[0]!;
}

/** A line's value as text, with as many digits as its step needs. */
export function gridLabel(valueDeg: number, stepDeg: number, units: GridUnits): string {
  if (units === 'decimal') {
    const text = valueDeg.toFixed(digitsOf(stepDeg));
    return `${Number(text) === 0 ? text.replace('-', '') : text}°`;
  }
  const marks = units === 'hours' ? ['ʰ', 'ᵐ', 'ˢ'] : ['°', '′', '″'];
  const unit = units === 'hours' ? 15 : 1;
  const seconds = (stepDeg / unit) * 3600;
  const digits = digitsOf(seconds);
  const scale = Number(`1e${digits}`);
  const turn = units === 'hours' ? 24 * 3600 * scale : Infinity;
  const count = Math.round((Math.abs(valueDeg) / unit) * 3600 * scale);
  const total = count >= turn ? count - turn : count;
  const whole = Math.floor(total / scale);
  const fields = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const shown = seconds % 3600 < 1e-6 ? 1 : seconds % 60 < 1e-6 ? 2 : 3;
  const parts = fields
    .slice(0, shown)
    .map((field, i) => `${i === 0 ? field : String(field).padStart(2, '0')}${marks[i]}`);
  const fraction = shown === 3 && digits > 0 ? `.${String(total % scale).padStart(digits, '0')}` : '';
  return `${valueDeg < 0 && total > 0 ? '−' : ''}${parts.join('')}${fraction}`;
}

/** How many digits after the point a step's multiples need. */
function digitsOf(step: number): number {
  for (let digits = 0; digits < 10; digits++) {
    const scaled = step * Number(`1e${digits}`);
    if (Math.abs(scaled - Math.round(scaled)) < 1e-6 * scaled) return digits;
  }
  return 10;
}
