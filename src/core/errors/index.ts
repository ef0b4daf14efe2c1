export { AppError, errorFromRecord, errorRecord, type ErrorCode, type ErrorRecord } from './appError.ts';
export { invariant } from './invariant.ts';
export { resultOf, unwrap, type Result } from './result.ts';
export type { Warning, WarningSink } from './warning.ts';
