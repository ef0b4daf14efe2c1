import { statSync } from 'node:fs';
import path from 'node:path';
import { errorRecord } from '../core/errors/index.ts';
import { parseFileArgument, type FileArgument } from '../core/fits/index.ts';

export interface FileArguments {
  readonly files: readonly FileArgument[];
  /** One sentence for each argument that names no readable file. */
  readonly refused: readonly string[];
}

/** The files named on a command line, with their suffixes.
 *
 * Switches are left out (Chromium puts its own into the arguments of a second instance), and so is the app's own
 * folder or entry, which stands there when the app is not packaged. */
export function filesOfArguments(
  argv: readonly string[],
  workingFolder: string,
  ownPaths: readonly string[],
): FileArguments {
  const files: FileArgument[] = [];
  const refused: string[] = [];
  for (const text of argv.slice(1)) {
    if (text === '' || text.startsWith('-')) continue;
    if (ownPaths.includes(path.resolve(workingFolder, text))) continue;
    const found = fileOfArgument(text, workingFolder);
    if (typeof found === 'string') refused.push(found);
    else files.push(found);
  }
  return { files, refused };
}

export function isRegularFile(file: string): boolean {
  try {
    return statSync(file).isFile();
  } catch {
    // Not there, not to be looked at, or no name of a file at all.
    return false;
  }
}

/** The file an argument means, or the sentence that says why it means none. */
function fileOfArgument(text: string, workingFolder: string): FileArgument | string {
  try {
    // A name that ends in brackets and is there as it stands needs no suffix taken off.
    const whole = path.resolve(workingFolder, text);
    if (isRegularFile(whole)) return { file: whole };
    const argument = parseFileArgument(text);
    const file = path.resolve(workingFolder, argument.file);
    return isRegularFile(file) ? { ...argument, file } : `There is no such file: ${text}`;
  } catch (error) {
    return `${errorRecord(error).message} (${text})`;
  }
}
