import { invariant } from '../../core/errors/index.ts';
import { synthesise } from '../../core/synth/index.ts';
import type { JobInput } from '../../shared/jobs.ts';
import { keepRows } from './imageRows.ts';

/** Makes the image of a worked example, with the chapter's own parameters. */
export function makeExampleImage({ name, target }: JobInput<'exampleImage'>): null {
  const made = synthesise(name, {});
  invariant(made.kind === 'image', `${name} is an image`);
  keepRows(
    target,
    target.pixelType === 'float32' ? Float32Array.from(made.data) : Float64Array.from(made.data),
    0,
    made.width,
  );
  return null;
}
