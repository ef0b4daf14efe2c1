import * as v from 'valibot';
import { MAX_MADE_BYTES } from '../shared/host.ts';

const MOST_FILES = 256;
const LONGEST_PATH = 4096;

const name = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const bytes = v.pipe(
  v.instance(Uint8Array),
  v.check(({ byteLength }) => byteLength <= MAX_MADE_BYTES, `More than ${MAX_MADE_BYTES} bytes`),
);

/** What the page may send along with a request: names and bytes, but no path other than that of a dropped file, which
 * the preload took from the file itself. */
export const HOST_REQUESTS = {
  nothing: v.strictTuple([]),
  droppedPaths: v.strictTuple([
    v.pipe(v.array(v.pipe(v.string(), v.maxLength(LONGEST_PATH))), v.minLength(1), v.maxLength(MOST_FILES)),
  ]),
  fileName: v.strictTuple([name]),
  madeFile: v.strictTuple([name, bytes]),
} as const;
