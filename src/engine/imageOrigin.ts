import { findStep, sourceStep, type Recipe, type Step } from '../shared/index.ts';
import type { Handles } from './handles.ts';
import type { Pool } from './pool.ts';
import { PRIORITY } from './priorityQueue.ts';
import type { Sources } from './sources.ts';

/** What a file written of an image tells of where that came from. */
export interface ImageOrigin {
  /** How it was made, from the first step to the last. */
  readonly history: readonly string[];
  /** Cards of its source's header that hold for it too, as they stand. */
  readonly carried: readonly string[];
}

export async function imageOrigin(
  { pool, sources, handles }: { readonly pool: Pool; readonly sources: Sources; readonly handles: Handles },
  recipe: Recipe,
  id: string,
): Promise<ImageOrigin> {
  const history = imageHistory(recipe, id, (handle) => handles.file(handle).name);
  const source = sourceStep(recipe, id);
  if (source?.handle === undefined) return { history, carried: [] };
  const { data: file, hdus } = await sources.open(source.handle);
  const job = { file, hdu: hdus[Number(source.params['hdu'])]!, primary: hdus[0]! };
  return { history, carried: await pool.run('carriedCards', job, PRIORITY.asked) };
}

/** Operations with their parameters and the files of their further images, sources with the names of their files. */
export function imageHistory(
  recipe: Recipe,
  id: string,
  nameOf: (handle: string) => string,
): readonly string[] {
  const needed = new Set([id]);
  // A set takes in what is added while it is gone through.
  for (const below of needed)
    for (const input of Object.values(findStep(recipe, below)?.inputs ?? {})) needed.add(input);
  return recipe.steps.filter((step) => needed.has(step.id) && !isWholeCrop(step)).map(textOf);

  function textOf({ operation, params, inputs, handle }: Step): string {
    const file = handle === undefined ? [] : [JSON.stringify(nameOf(handle))];
    const others = Object.entries(inputs).flatMap(([name, input]): [string, unknown][] => {
      const source = name === 'image' ? undefined : sourceStep(recipe, input)?.handle;
      return source === undefined ? [] : [[name, nameOf(source)]];
    });
    const values = [...Object.entries(params), ...others].map(
      ([name, value]) => `${name}=${JSON.stringify(value)}`,
    );
    return [operation, ...file, ...values].join(' ');
  }
}

function isWholeCrop({ operation, params }: Step): boolean {
  return operation === 'crop' && params['section'] === null;
}
