import path from 'node:path';
import { errorRecord, type Warning } from '../core/errors/index.ts';

/** A failure together with the file it is about, as the person named it. */
export class FileFailure extends Error {
  readonly file: string;

  constructor(file: string, cause: unknown) {
    super('failure', { cause });
    this.file = file;
  }
}

/** What the system's codes mean that come through as they are. */
const SYSTEM_WORDS: Readonly<Record<string, string>> = {
  ENAMETOOLONG: 'its name is too long',
  ELOOP: 'its links lead round in a circle',
  EBUSY: 'it is in use',
  EIO: 'the disk has failed',
  EFBIG: 'it would be larger than the disk allows',
};

/** One line on standard error: the file, what is wrong, and what to do. */
export function reportError(error: unknown): void {
  const failure = error instanceof FileFailure ? error : null;
  const record = errorRecord(failure ? failure.cause : error);
  // The file is named already, as the person named it.
  const message = failure ? withoutPath(record.message, path.resolve(failure.file)) : record.message;
  const sentences = [inWords(message), ...(record.remedy === undefined ? [] : [record.remedy])]
    .map(sentence)
    .join(' ');
  process.stderr.write(`asterism: ${oneLine(`${failure ? `${failure.file}: ` : ''}${sentences}`)}\n`);
}

function withoutPath(message: string, file: string): string {
  return message.endsWith(`: ${file}`) ? message.slice(0, -`: ${file}`.length) : message;
}

/** The message with the system's code in words; a path may follow it. */
function inWords(message: string): string {
  return message.replace(/, (E[A-Z]+)(?=: |\.?$)/, (all, code: string) => {
    const words = SYSTEM_WORDS[code];
    return words === undefined ? all : `, ${words}`;
  });
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

export function reportWarnings(file: string, warnings: readonly Warning[]): void {
  for (const warning of warnings)
    process.stderr.write(`asterism: ${oneLine(`${file}: warning: ${warning.message}`)}\n`);
}

/** Text from files may hold anything; a terminal gets it without control characters, on one line. */
function oneLine(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ');
}
