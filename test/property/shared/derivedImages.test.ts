import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/core/errors/index.ts';
import { isImageShape, OPERATIONS } from '../../../src/core/operations/index.ts';
import { DocumentStore } from '../../../src/engine/documentStore.ts';
import type { Action, Document } from '../../../src/shared/index.ts';

const image = fc.constantFrom('i1', 'i2', 'i3', 'i4', 'i5');
const onImages = [...OPERATIONS.values()].filter(
  ({ shape }) => isImageShape(shape) || shape.kind === 'measure' || shape.kind === 'pointwise',
);
const operation = fc.constantFrom(...onImages.map(({ name }) => name), 'nonsense');
/** For the further inputs that any operation has; some operations take others, and refuse. */
const others = fc
  .record({ other: image, intensity: image, grid: image, green: image, blue: image }, { requiredKeys: [] })
  .map((record) => record as Record<string, string>);

/** What makes images and tables of images, and takes them away; much of it does not fit and is refused. */
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.constant<Action>({ type: 'add-image', handle: 'abcdefgh', hdu: 0 }),
  { weight: 4, arbitrary: made('derive-image') },
  made('measure-image'),
  image.map((i): Action => ({ type: 'duplicate-image', image: i })),
  fc
    .constantFrom('dynamic-threshold', 'local-maxima', 'stellar-cluster')
    .map((example): Action => ({ type: 'add-image-example', example, handle: 'abcdefgh' })),
  image.map((i): Action => ({ type: 'remove-image', image: i })),
  fc.constantFrom('t1', 't2').map((table): Action => ({ type: 'remove-table', table })),
  fc.constantFrom<Action>({ type: 'undo' }, { type: 'redo' }),
);

function made(type: 'derive-image' | 'measure-image'): fc.Arbitrary<Action> {
  return fc
    .tuple(image, operation, others)
    .map(([i, name, more]): Action => ({ type, image: i, operation: name, params: {}, others: more }));
}

/** Nothing hangs in the air: steps, views, panels and selections. */
function expectWhole({ recipe, images, tables, active, layout, nextImage }: Document): void {
  const steps = new Set<string>();
  for (const { id, inputs, operation: name } of recipe.steps) {
    const wrong = Object.values(inputs).filter((input) => !steps.has(input));
    if (wrong.length > 0 || steps.has(id)) expect.unreachable(`${id} comes twice, or before ${wrong.join()}`);
    const taken = Object.keys(OPERATIONS.get(name)!.inputs);
    if (taken.some((input) => !(input in inputs))) expect.unreachable(`${id} lacks an input`);
    steps.add(id);
  }
  const ids = images.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { id, steps: own, madeOf } of images) {
    for (const step of Object.values(own)) expect(steps.has(step), step).toBe(true);
    if (madeOf !== null) expect(ids).toContain(madeOf);
    expect(Number(id.slice(1))).toBeLessThan(nextImage);
  }
  for (const { chain, image: of } of tables) {
    for (const step of chain) expect(steps.has(step), step).toBe(true);
    if (of !== null) expect(ids).toContain(of);
  }
  if (active === null) expect(ids).toEqual([]);
  else expect(ids).toContain(active);
  for (const panel of layout.panels ?? []) expect(ids).toContain(panel);
}

describe('images and tables made of images', () => {
  it('leave a whole document, whatever is made and taken away', () => {
    let derived = 0;
    fc.assert(
      fc.property(fc.array(action, { minLength: 5, maxLength: 25 }), (actions) => {
        const store = new DocumentStore();
        store.act({ type: 'add-image', handle: 'abcdefgh', hdu: 0 });
        for (const one of actions) {
          const { document } = store;
          try {
            store.act(one);
          } catch (error) {
            expect(error).toBeInstanceOf(AppError);
            expect(store.document).toBe(document);
          }
          if (store.document === document) continue;
          expectWhole(store.document);
          derived = Math.max(derived, store.document.images.filter(({ madeOf }) => madeOf !== null).length);
        }
      }),
      { numRuns: 60 },
    );
    expect(derived).toBeGreaterThan(3);
  });
});
