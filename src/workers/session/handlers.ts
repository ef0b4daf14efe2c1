import { createHash } from 'node:crypto';
import { AppError } from '../../core/errors/index.ts';
import { isCancelled } from '../../shared/jobs.ts';
import { MAX_SESSION_BYTES, parseSession } from '../../shared/session.ts';
import type { SessionJobs } from '../../shared/sessionJobs.ts';
import { withFile } from '../files.ts';
import type { HandlersOf } from '../handler.ts';

const MEBIBYTE = 2 ** 20;
const PIECE_BYTES = 4 * MEBIBYTE;

export const sessionHandlers: HandlersOf<SessionJobs> = {
  readSession: ({ path }) =>
    withFile(path, (file) => {
      if (file.size > MAX_SESSION_BYTES)
        throw new AppError(
          'over-budget',
          `The session has ${file.size} bytes; at most ${MAX_SESSION_BYTES} are read.`,
        );
      let content: string;
      try {
        content = new TextDecoder('utf-8', { fatal: true }).decode(file.read(0, file.size));
      } catch (cause) {
        throw new AppError('bad-session', 'This is no session of Asterism: it is not text.', { cause });
      }
      return parseSession(content);
    }),

  hashFile: ({ path, control }) =>
    withFile(path, (file) => {
      const done = new Int32Array(control.progress);
      const piece = new Uint8Array(Math.min(PIECE_BYTES, file.size));
      const hash = createHash('sha256');
      for (let at = 0; at < file.size; at += piece.byteLength) {
        if (isCancelled(control)) throw new AppError('cancelled', 'The work was cancelled.');
        const got = file.readInto(at, piece.subarray(0, Math.min(piece.byteLength, file.size - at)));
        hash.update(piece.subarray(0, got));
        Atomics.add(done, 0, Math.ceil(got / MEBIBYTE));
      }
      return { file: file.identity, sha256: hash.digest('hex') };
    }),
};
