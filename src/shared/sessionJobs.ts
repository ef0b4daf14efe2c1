import type { JobControl } from './jobs.ts';
import type { FileIdentity } from './planes.ts';
import type { Session } from './session.ts';

/** What the pool does for sessions. */
export interface SessionJobs {
  /** Reads and checks a session file. */
  readSession: { input: { readonly path: string }; output: Session };
  /** SHA-256 of a whole file, in hexadecimal digits; progress counts its mebibytes. */
  hashFile: {
    input: { readonly path: string; readonly control: JobControl };
    output: { readonly file: FileIdentity; readonly sha256: string };
  };
}
