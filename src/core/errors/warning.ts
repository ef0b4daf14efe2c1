/** A partial failure that does not stop the work: what was found, and what was done about it. */
export interface Warning {
  readonly code: string;
  readonly message: string;
}

/** Where partial failures are collected; the shell shows them. */
export type WarningSink = (warning: Warning) => void;
