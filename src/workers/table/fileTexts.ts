import { AppError } from '../../core/errors/index.ts';
import type { TextReader } from '../../core/table/index.ts';
import type { JobControl } from '../../shared/jobs.ts';
import type { FileIdentity } from '../../shared/planes.ts';
import { filePieces } from './filePieces.ts';

/** Feeds the text of a file to a reader, piece by piece. A byte order mark is left out, and decides where it is there. */
export async function readTexts<Result>(
  file: FileIdentity,
  gzip: boolean,
  encoding: string,
  control: JobControl,
  reader: TextReader<Result>,
): Promise<Result> {
  const decoder = decoderOf(encoding);
  for await (const piece of filePieces(file, gzip, control)) {
    const text = decoder.decode(piece, { stream: true });
    if (text !== '') reader.write(text);
  }
  const rest = decoder.decode();
  if (rest !== '') reader.write(rest);
  return reader.end();
}

function decoderOf(encoding: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(encoding);
  } catch (error) {
    throw new AppError('not-supported', `The encoding '${encoding.slice(0, 40)}' is not known.`, {
      cause: error,
    });
  }
}

/** The encoding an XML file says it has, as far as its first bytes tell; UTF-8 where they don't. */
export function xmlEncoding(start: Uint8Array): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  if (start[0] === 0x3c && start[1] === 0) return 'utf-16le';
  if (start[0] === 0 && start[1] === 0x3c) return 'utf-16be';
  const declaration = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z][\w.-]*)["']/.exec(
    Buffer.from(start.subarray(0, 300))
      .toString('latin1')
      .replace(/^\u00ef\u00bb\u00bf/, ''),
  );
  const named = declaration?.[1] ?? 'utf-8';
  // The bytes of a declaration that can be read at all are not of UTF-16.
  return /^(?:utf-?16|ucs-?2)/i.test(named) ? 'utf-8' : named;
}
