import { errorRecord, type ErrorCode } from '../core/errors/index.ts';

const STATUS: Partial<Record<ErrorCode, number>> = {
  'bad-argument': 400,
  truncated: 400,
  refused: 403,
  'not-found': 404,
  'file-missing': 404,
  'file-unreadable': 404,
  'over-budget': 413,
  'file-unwritable': 507,
};

/** The answer for an error: its record as JSON, with the status of its code. */
export function errorResponse(error: unknown): Response {
  const record = errorRecord(error);
  return Response.json({ error: record }, { status: STATUS[record.code] ?? 500 });
}
