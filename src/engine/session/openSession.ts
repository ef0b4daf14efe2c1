import path from 'node:path';
import type { Warning } from '../../core/errors/index.ts';
import { errorRecord } from '../../core/errors/index.ts';
import type { Document } from '../../shared/index.ts';
import { renamedKeys } from '../../shared/sessionHandles.ts';
import { placeholderOf, type Session, type SessionSource } from '../../shared/session.ts';
import type { Work } from '../jobTracker.ts';
import { findSource, type SearchPlaces } from './findSource.ts';
import type { FileHashes } from './fileHashes.ts';
import { withoutSources } from './withoutSources.ts';

/** A session whose files have been looked for. */
export interface FoundSession {
  readonly document: Document;
  /** The files that were found, and what the session says of them. */
  readonly found: readonly { readonly source: SessionSource; readonly path: string }[];
  readonly warnings: readonly Warning[];
}

/** Finds the files of a session. What is made from one that is not there is left out, with a sentence. */
export async function foundSession(
  session: Session,
  places: SearchPlaces & { readonly sample: () => string; readonly limited: boolean },
): Promise<FoundSession> {
  const handles = new Map<string, string>();
  const missing: SessionSource[] = [];
  const found: { source: SessionSource; path: string }[] = [];
  for (const source of session.sources) {
    const handle = source.sample ? places.sample() : await findSource(source, places);
    if (handle === null) missing.push(source);
    else {
      handles.set(placeholderOf(source.id), handle);
      found.push({ source, path: places.handles.file(handle).path });
    }
  }
  const kept = withoutSources(
    session.document,
    missing.map(({ id }) => placeholderOf(id)),
  );
  const document = renamedKeys(kept, 'handle', 'handle', (handle) => handles.get(handle) ?? handle);
  return {
    document: document as unknown as Document,
    found,
    warnings: missing.map((source) => missingWarning(source, places.limited)),
  };
}

/** Says of every file that is not the one the session was saved with. Reads whole only files of the same size and
 * another time; `work` tells how far it is, and stopping it leaves the rest unsaid. */
export async function changedFiles(
  { found }: Pick<FoundSession, 'found'>,
  hashes: FileHashes,
  work: Work,
): Promise<Warning[]> {
  const warnings: Warning[] = [];
  const doubtful: (typeof found)[number][] = [];
  for (const one of found) {
    const { source } = one;
    if (source.sample || source.bytes === null) continue;
    const now = await hashes.facts(one.path);
    if (now.bytes !== source.bytes) warnings.push(changedWarning(source));
    else if (now.modifiedMs === source.modifiedMs) continue;
    else if (source.sha256 === null) warnings.push(changedWarning(source));
    else doubtful.push(one);
  }
  try {
    await hashes.read(
      doubtful.map((one) => one.path),
      work,
      'Checking the files of the session',
    );
  } catch (error) {
    if (errorRecord(error).code !== 'cancelled') throw error;
  }
  for (const one of doubtful) {
    const { sha256 } = await hashes.facts(one.path);
    if (sha256 !== null && sha256 !== one.source.sha256) warnings.push(changedWarning(one.source));
  }
  return warnings;
}

function missingWarning({ name, relative, absolute }: SessionSource, limited: boolean): Warning {
  const file = name || path.basename(absolute ?? relative ?? '') || 'A file';
  const message = limited
    ? `${file} was not found among the files that are offered; what was made from it is left out. Name its folder to “asterism serve”, or drop the file here, and open the session again.`
    : `${file} is not there any more; what was made from it is left out. It was looked for at ${[relative, absolute].filter((one) => one !== null).join(' and ') || 'no place'}.`;
  return { code: 'file-missing', message };
}

function changedWarning({ name }: SessionSource): Warning {
  const message = `${name} has changed since the session was saved; what is shown comes from the file as it is now.`;
  return { code: 'file-changed', message };
}
