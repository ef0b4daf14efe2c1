import { AppError } from '../../core/errors/index.ts';
import { MAX_MADE_BYTES, type Host } from '../../shared/index.ts';
import type { Notices } from './notices.svelte.ts';

/** Gives the person a file that the window has made, and says so; `what` is what is in it, with its article. False when
 * the person thought better of it, or when it failed, which is reported. */
export async function saveFile(
  { host, notices }: { readonly host: Host; readonly notices: Notices },
  blob: Blob,
  name: string,
  what: string,
): Promise<boolean> {
  try {
    if (blob.size > MAX_MADE_BYTES)
      throw new AppError(
        'over-budget',
        `${name} would have ${blob.size} bytes, more than ${MAX_MADE_BYTES}.`,
        {
          remedy: 'Make it smaller.',
        },
      );
    const saved = await host.saveFile(name, blob);
    if (saved === null) return false;
    notices.done(
      saved === 'download' ? `Handed ${what} to the browser as ${name}.` : `Wrote ${what} to ${saved.name}.`,
    );
    return true;
  } catch (error) {
    notices.error(error, name);
    return false;
  }
}
