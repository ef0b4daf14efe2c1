import { execFileSync } from 'node:child_process';

const CHECKER: string = 'fitsverify';

/** Whether NASA's checker of FITS files is installed. */
export const hasFitsverify = ((): boolean => {
  try {
    execFileSync(CHECKER, ['-h'], { stdio: 'ignore' });
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
})();

/** What fitsverify says of a file in a word or two: 'verification OK: …' when there is nothing to say. */
export function fitsverify(file: string): string {
  try {
    return execFileSync(CHECKER, ['-q', file], { encoding: 'utf8' }).trim();
  } catch (error) {
    // What is wrong stands on its standard output.
    return String((error as { stdout?: unknown }).stdout ?? error);
  }
}
