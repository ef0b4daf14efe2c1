import { fileURLToPath } from 'node:url';
import path from 'node:path';
import type { Warning } from '../core/errors/index.ts';
import {
  findHdu,
  parseFileArgument,
  resolveSection,
  selectHdu,
  type FileArgument,
  type Hdu,
  type Section,
} from '../core/fits/index.ts';
import { createParts } from '../engine/index.ts';
import type { OpenFile, SourceImage } from '../engine/index.ts';
import { FileFailure, reportWarnings } from './report.ts';

export type Parts = ReturnType<typeof createParts>;

/** The folder with the built program, beside which the page lies. The bundler may put this module one folder down. */
const here = path.dirname(fileURLToPath(import.meta.url));
export const builtDir = path.basename(here) === 'chunks' ? path.dirname(here) : here;

/** A file named on the command line, open. */
export interface Session {
  readonly parts: Parts;
  /** As the person named it, without a suffix. */
  readonly file: string;
  readonly handle: string;
  readonly open: OpenFile;
  /** The HDU the suffix names, else the first image with data. */
  imageHdu(): Hdu;
  /** The HDU the suffix names, else the first image with data, else the first HDU. */
  anyHdu(): Hdu;
  /** The section the suffix names, null for the whole image. */
  section(hdu: Hdu): Section | null;
  source(hdu: Hdu): Promise<SourceImage>;
}

/** A file named on the command line, not looked into yet. */
export interface FileSession {
  readonly parts: Parts;
  /** As the person named it, without a suffix. */
  readonly file: string;
  readonly handle: string;
  readonly target: FileArgument;
}

/** Starts an engine for a file, lends it to `work`, and closes it. Failures name the file as it was given. */
export async function withParts<T>(
  argument: string,
  work: (session: FileSession) => Promise<T>,
  /** Streams where it is 0: no pixels are held in memory that are looked at once. */
  memoryBudgetBytes: number | null = 0,
): Promise<T> {
  const parts = createParts({
    workerFile: path.join(builtDir, 'worker.js'),
    ...(memoryBudgetBytes === null ? {} : { memoryBudgetBytes }),
  });
  try {
    return await named(parts, argument, work);
  } finally {
    await parts.close();
  }
}

/** Lends a file to `work` in an engine that is running. Failures name the file as it was given. */
async function named<T>(
  parts: Parts,
  argument: string,
  work: (session: FileSession) => Promise<T>,
): Promise<T> {
  let file = argument;
  try {
    const target = parseFileArgument(argument);
    file = target.file;
    return await work({ parts, file, handle: parts.handles.adopt(target.file), target });
  } catch (error) {
    throw error instanceof FileFailure ? error : new FileFailure(file, error);
  }
}

/** Opens a file of images, and lends it to `work`. */
export function withFile<T>(
  argument: string,
  work: (session: Session) => Promise<T>,
  memoryBudgetBytes: number | null = 0,
): Promise<T> {
  return withParts(argument, async (opened) => work(await openImages(opened)), memoryBudgetBytes);
}

/** Opens one more file of images, beside that of a session. Failures name it as it was given. */
export function openAnother({ parts }: Session, argument: string): Promise<Session> {
  return named(parts, argument, openImages);
}

/** The HDUs of an opened file. */
export async function openImages({ parts, file, handle, target }: FileSession): Promise<Session> {
  const open = await parts.sources.open(handle);
  reportWarnings(file, open.warnings);
  return {
    parts,
    file,
    handle,
    open,
    imageHdu: () => selectHdu(open.hdus, target.hdu),
    anyHdu: () => (target.hdu ? findHdu(open.hdus, target.hdu) : (firstImage(open.hdus) ?? open.hdus[0]!)),
    section: (hdu) => {
      const [width = 0, height = 1] = hdu.naxis;
      return target.section ? resolveSection(target.section, width, height) : null;
    },
    source: async (hdu) => {
      const source = await parts.sources.image(handle, hdu.index, 1);
      reportWarnings(file, source.warnings as Warning[]);
      return source;
    },
  };
}

function firstImage(hdus: readonly Hdu[]): Hdu | undefined {
  try {
    return selectHdu(hdus);
  } catch {
    return undefined;
  }
}
