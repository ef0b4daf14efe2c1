import { fileURLToPath } from 'node:url';
import path from 'node:path';
import type { Warning } from '../core/errors/index.ts';
import {
  findHdu,
  parseFileArgument,
  resolveSection,
  selectHdu,
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

/** Opens a file, lends it to `work`, and closes the engine. Failures name the file as it was given. */
export async function withFile<T>(argument: string, work: (session: Session) => Promise<T>): Promise<T> {
  // Streams: nothing is held in memory that is looked at once.
  const parts = createParts({ workerFile: path.join(builtDir, 'worker.js'), memoryBudgetBytes: 0 });
  let file = argument;
  try {
    const target = parseFileArgument(argument);
    file = target.file;
    const handle = parts.handles.adopt(target.file);
    const open = await parts.sources.open(handle);
    reportWarnings(file, open.warnings);
    return await work({
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
    });
  } catch (error) {
    throw error instanceof FileFailure ? error : new FileFailure(file, error);
  } finally {
    await parts.pool.close();
  }
}

function firstImage(hdus: readonly Hdu[]): Hdu | undefined {
  try {
    return selectHdu(hdus);
  } catch {
    return undefined;
  }
}
