/** Every way in which input or work can fail. Tests and shells look at the code, never at the class. */
export type ErrorCode =
  | 'bad-argument'
  | 'bad-suffix'
  | 'cancelled'
  | 'file-changed'
  | 'file-missing'
  | 'file-unreadable'
  | 'file-unwritable'
  | 'internal'
  | 'no-data'
  | 'no-image'
  | 'not-fits'
  | 'not-found'
  | 'not-supported'
  | 'over-budget'
  | 'refused'
  | 'truncated'
  | 'bad-header'
  | 'bad-session'
  | 'bad-expression'
  | 'bad-table'
  | 'worker-crashed';

export interface ErrorRecord {
  readonly code: ErrorCode;
  /** One sentence: what is wrong, with the value met and what would be right. */
  readonly message: string;
  /** What the person can do about it, one sentence. */
  readonly remedy?: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** A failure of input or work (bugs fail an `invariant` instead). */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly remedy: string | undefined;
  readonly details: Readonly<Record<string, unknown>> | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: { remedy?: string; details?: Readonly<Record<string, unknown>>; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.remedy = options.remedy;
    this.details = options.details;
  }
}

/** The plain record of an error, which survives threads and processes (an error's own fields do not). */
export function errorRecord(error: unknown): ErrorRecord {
  if (isErrorLike(error)) {
    return {
      code: error.code as ErrorCode,
      message: error.message,
      ...(typeof error.remedy === 'string' ? { remedy: error.remedy } : {}),
      ...(error.details ? { details: error.details as Record<string, unknown> } : {}),
    };
  }
  return { code: 'internal', message: error instanceof Error ? error.message : String(error) };
}

/** The error of a record that came over a thread or process boundary. */
export function errorFromRecord(record: ErrorRecord): AppError {
  return new AppError(record.code, record.message, {
    ...(record.remedy === undefined ? {} : { remedy: record.remedy }),
    ...(record.details === undefined ? {} : { details: record.details }),
  });
}

function isErrorLike(
  error: unknown,
): error is { code: string; message: string; remedy?: unknown; details?: object } {
  return error instanceof AppError || (error instanceof Error && error.name === 'AppError');
}
