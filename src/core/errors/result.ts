import { errorFromRecord, errorRecord, type ErrorRecord } from './appError.ts';

/** How answers travel between threads and processes. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorRecord };

/** Runs `work` and returns its value, or the record of what it threw. */
export async function resultOf<T>(work: () => T | Promise<T>): Promise<Result<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return { ok: false, error: errorRecord(error) };
  }
}

/** The value of a result, or its error thrown. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw errorFromRecord(result.error);
}
