import { AppError, errorFromRecord, type ErrorRecord } from '../core/errors/index.ts';
import { resolveSection, type FileArgument, type HduSelector } from '../core/fits/index.ts';
import type { Engine, OpenRequest } from '../engine/index.ts';
import { WINDOW_HEADER, type FileDescription, type HduSummary } from '../shared/index.ts';
import { APP_HOST, APP_SCHEME } from './appUrl.ts';

/** Turns a file named outside into what a window asks for: a handle, the HDU's number and the section's pixels.
 *
 * A suffix is resolved against the file's structure, which the engine reads (in a worker, like all bytes of files).
 * Errors: those of the file, `not-found` for an HDU that is not there, `bad-suffix` for a section outside. */
export async function openRequestOf(engine: Engine, argument: FileArgument): Promise<OpenRequest> {
  const handle = engine.adoptPath(argument.file);
  if (argument.hdu === undefined && argument.section === undefined)
    return { handle, hdu: null, section: null };
  const file = await describe(engine, handle);
  const hdu = argument.hdu === undefined ? firstImage(file) : hduOf(file, argument.hdu);
  const [width = 0, height = 0] = hdu.naxis;
  const section = argument.section === undefined ? null : resolveSection(argument.section, width, height);
  return { handle, hdu: hdu.index, section };
}

async function describe(engine: Engine, handle: string): Promise<FileDescription> {
  const response = await engine.fetch(
    new Request(`${APP_SCHEME}://${APP_HOST}/api/open`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [WINDOW_HEADER]: 'shell' },
      body: JSON.stringify({ handle }),
    }),
  );
  const answer: unknown = await response.json();
  if (response.ok) return answer as FileDescription;
  throw errorFromRecord((answer as { readonly error: ErrorRecord }).error);
}

function firstImage(file: FileDescription): HduSummary {
  const hdu = file.hdus.find(({ index }) => index === file.firstImage);
  if (hdu) return hdu;
  throw new AppError('no-image', `The file has no image: ${file.name}`);
}

function hduOf(file: FileDescription, selector: HduSelector): HduSummary {
  const hdu = file.hdus.find((candidate) =>
    'index' in selector
      ? candidate.index === selector.index
      : candidate.name.toUpperCase() === selector.name.toUpperCase() &&
        (selector.ver === undefined || candidate.extver === selector.ver),
  );
  if (hdu) return hdu;
  const wanted = 'index' in selector ? `number ${selector.index}` : `"${selector.name}"`;
  const known = file.hdus
    .map(({ index, name }) => (name === '' ? String(index) : `${index} ${name}`))
    .join(', ');
  throw new AppError('not-found', `There is no HDU ${wanted}; there are ${known}: ${file.name}`);
}
