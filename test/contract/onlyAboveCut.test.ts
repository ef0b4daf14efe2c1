import { afterAll, describe, expect, it } from 'vitest';
import { createParts, silentWork } from '../../src/engine/index.ts';
import { applyAction, EMPTY_DOCUMENT, imageSteps, type Recipe } from '../../src/shared/index.ts';
import { imageFile } from '../support/buildFits.ts';
import { workerFile } from '../support/builtWorker.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const folder = temporaryFolder();
const steps = imageSteps('i1');
const width = 300;
const height = 700;
/** Bright pixels get brighter upwards, so that later strips raise what earlier ones may leave out. */
const pixels = Array.from({ length: width * height }, (_, i) => {
  const y = Math.floor(i / width);
  return i % 37 === 0 ? 10 + y * y : (i * 7919) % 97;
});
const image = imageFile(-32, [width, height], pixels);

const parts = createParts({ workerFile, threads: 2, taskBytes: 64 * width * 4 });
afterAll(() => parts.pool.close());

/** Of a file of its own, so that nothing found of another is known already. */
function opened(name: string): (cut: number) => Recipe {
  const handle = parts.handles.adopt(folder.write(`${name}.fits`, image));
  const document = applyAction(EMPTY_DOCUMENT, { type: 'add-image', handle, hdu: 0 });
  return (cut) =>
    applyAction(document, { type: 'set-params', step: steps.cut, params: { flux_cut: cut } }).recipe;
}

async function starsOf(cut: number, onlyAboveCut: boolean) {
  const recipe = opened(`${cut} ${onlyAboveCut}`)(cut);
  const options = { load: false, onlyAboveCut };
  const { value } = await parts.evaluator.evaluate(recipe, steps.cut, silentWork(), options);
  if (value.kind !== 'catalogue') throw new Error('Not a catalogue.');
  return { count: value.count, maxima: value.maxima, stars: value.stars };
}

describe('maxima wanted for one cut alone', () => {
  it.each([-1, 0.2, 0.5, 0.8, 0.999])('give the same catalogue at the cut %d', async (cut) => {
    expect(await starsOf(cut, true)).toEqual(await starsOf(cut, false));
  });

  it('are not taken for all of them later', async () => {
    const recipeWithCut = opened('later');
    const evaluate = (step: string, cut: number, onlyAboveCut: boolean) =>
      parts.evaluator.evaluate(recipeWithCut(cut), step, silentWork(), { load: false, onlyAboveCut });
    const first = (await evaluate(steps.cut, 0.8, true)).value;
    const all = (await evaluate(steps.maxima, 0.8, false)).value;
    if (first.kind !== 'catalogue' || all.kind !== 'peaks') throw new Error('Not what was asked for.');
    expect(all.fact.kept).toBe(all.fact.count);
    expect(all.fact.count).toBe(first.maxima);
  });
});
