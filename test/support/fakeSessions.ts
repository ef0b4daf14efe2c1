import {
  applyAction,
  EMPTY_DOCUMENT,
  type Document,
  type JobResult,
  type LeftSession,
} from '../../src/shared/index.ts';
import type { Warning } from '../../src/core/errors/index.ts';

export const FAKE_SESSION = 'fakesession1';

interface FakeSessionParts {
  readonly left: readonly LeftSession[];
  readonly warnings: readonly Warning[];
  readonly document: Document;
  readonly revision: number;
  replace(document: Document): void;
  job(work: () => unknown): { readonly job: string };
}

/** Saving keeps nothing, and every session is that of an example. */
export function fakeSessionHandlers(parts: FakeSessionParts) {
  const open = (name: string | null) => (): JobResult => {
    parts.replace(applyAction(EMPTY_DOCUMENT, { type: 'add-example', example: 'dbscan' }));
    return { job: 'session-opened', name, revision: parts.revision, warnings: parts.warnings };
  };
  return {
    session: () => ({ name: null, savedRevision: null, left: parts.left }),
    saveSession: () =>
      parts.job(() => ({ job: 'session-saved', name: null, revision: parts.revision, warnings: [] })),
    sessionDownload: () => Response.json({ format: 'asterism-session', document: parts.document }),
    openSession: () => parts.job(open('opened.asterism')),
    restoreSession: () => parts.job(open(null)),
    discardSession: () => ({}),
  };
}
