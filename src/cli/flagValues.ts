import { InvalidArgumentError } from 'commander';

/** A flag that is one of some words. */
export function choice(values: readonly string[]): (text: string) => string {
  return (text) => {
    if (values.includes(text)) return text;
    throw new InvalidArgumentError(`Allowed: ${values.join(', ')}.`);
  };
}

/** A flag that is a number between two bounds. */
export function numberWithin(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = numberIn(text);
    if (value >= min && value <= max) return value;
    throw new InvalidArgumentError(`Allowed: ${min} to ${max}.`);
  };
}

/** The numbers between commas; NaN where something is none. */
export function numbersIn(text: string): number[] {
  return text.split(',').map(numberIn);
}

/** A number as a person writes it; NaN where it is none. */
export function numberIn(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}
