import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { SessionSource } from '../../shared/session.ts';
import type { Handles } from '../handles.ts';
import type { Reach } from './reach.ts';

/** Where a source of a session may be found. */
export interface SearchPlaces {
  /** The folder of the session file. */
  readonly folder: string;
  readonly reach: Reach;
  readonly handles: Handles;
  /** Whether a file has that SHA-256. */
  readonly holds: (file: string, sha256: string) => Promise<boolean>;
}

interface Candidate {
  readonly handle: string;
  readonly bytes: number;
}

/** The handle of a source: by its way from the session, else by its full path, else a file of its name and content that
 * is open already. Of files that are there one of the right size goes first. null when there is none. */
export async function findSource(source: SessionSource, places: SearchPlaces): Promise<string | null> {
  const { handles, reach } = places;
  const candidates: Candidate[] = [];
  for (const file of pathsOf(source, places.folder)) {
    const known = handles.known((chosen) => chosen.path === file && chosen.name === source.name);
    const found = known?.path ?? (await reach.find(file));
    const status = found === null ? null : await stat(found).catch(() => null);
    if (found === null || !status?.isFile()) continue;
    const handle = known?.handle ?? handles.adopt(found, { name: nameOf(source, found) });
    candidates.push({ handle, bytes: status.size });
  }
  const fitting = candidates.find(({ bytes }) => bytes === source.bytes) ?? candidates[0];
  return fitting?.handle ?? (await openOne(source, places));
}

/** The name in the session is only text; what could pass for more than a name is not taken over. */
function nameOf({ name }: SessionSource, file: string): string {
  return name === '' || /[/\\\p{Cc}\p{Cf}]/u.test(name) ? path.basename(file) : name;
}

/** A dropped file has no path of its own; while it is open it is known by its content. All images of a camera may have
 * one size, and many one name. */
async function openOne(source: SessionSource, { handles, holds }: SearchPlaces): Promise<string | null> {
  if (source.sha256 === null) return null;
  for (const chosen of handles.all()) {
    if (chosen.name !== source.name) continue;
    const status = await stat(chosen.path).catch(() => null);
    if (!status?.isFile() || status.size !== source.bytes) continue;
    if (await holds(chosen.path, source.sha256)) return chosen.handle;
  }
  return null;
}

function pathsOf({ relative, absolute }: SessionSource, folder: string): string[] {
  const paths: string[] = [];
  if (relative !== null && isWay(relative)) paths.push(path.resolve(folder, ...relative.split('/')));
  if (absolute !== null && isLocal(absolute, folder)) paths.push(path.resolve(absolute));
  return paths;
}

/** No full path of any system, and nothing that the file system would read as another name. */
function isWay(text: string): boolean {
  return (
    text !== '' &&
    !text.includes('\0') &&
    !text.includes('\\') &&
    !path.posix.isAbsolute(text) &&
    !path.win32.isAbsolute(text) &&
    !/^[a-z]:/i.test(text)
  );
}

/** A full path of this system. One that names a server is followed only where the session lies there too: merely asking
 * for it would send the person's name to the server. */
function isLocal(text: string, folder: string): boolean {
  if (text.includes('\0') || !path.isAbsolute(text)) return false;
  if (!/^[/\\]{2}/.test(text)) return true;
  return path.parse(path.resolve(text)).root === path.parse(folder).root;
}
