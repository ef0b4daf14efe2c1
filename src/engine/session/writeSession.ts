import path from 'node:path';
import type { Document } from '../../shared/index.ts';
import { handlesOf } from '../../shared/sessionHandles.ts';
import { sessionText, type SessionSource } from '../../shared/session.ts';
import type { ChosenFile, Handles } from '../handles.ts';
import type { FileHashes } from './fileHashes.ts';

export interface WriterParts {
  readonly handles: Handles;
  readonly hashes: FileHashes;
  readonly sampleFile: string;
}

/** The files that a document is made from. */
export function filesOf(document: Document, handles: Handles): ChosenFile[] {
  return [...handlesOf(document)].flatMap((handle) => handles.known((file) => file.handle === handle) ?? []);
}

/** The text of a session in a folder (null: it is not known where it will lie), with what is known of its files now. */
export async function writtenSession(
  document: Document,
  folder: string | null,
  { handles, hashes, sampleFile }: WriterParts,
): Promise<string> {
  const ids = new Map<string, string>();
  const sources: SessionSource[] = [];
  for (const handle of handlesOf(document)) {
    const id = `f${ids.size + 1}`;
    ids.set(handle, id);
    const file = handles.known((chosen) => chosen.handle === handle);
    const facts = file ? await hashes.facts(file.path) : { bytes: null, modifiedMs: null, sha256: null };
    sources.push({
      id,
      name: file?.name ?? '',
      relative: file && folder !== null ? wayFrom(folder, file.path) : null,
      absolute: file?.path ?? null,
      ...facts,
      sample: file?.path === path.resolve(sampleFile),
    });
  }
  return sessionText(document, sources, (handle) => ids.get(handle)!);
}

/** null where there is none, as between two disks of Windows. */
function wayFrom(folder: string, file: string): string | null {
  const way = path.relative(folder, file);
  return path.isAbsolute(way) ? null : way.split(path.sep).join('/');
}
