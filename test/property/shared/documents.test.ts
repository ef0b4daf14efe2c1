import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/core/errors/index.ts';
import { DocumentStore } from '../../../src/engine/documentStore.ts';
import {
  activeImage,
  isUndoable,
  type Action,
  type Document,
  type EditAction,
} from '../../../src/shared/index.ts';

const image = fc.constantFrom('i1', 'i2', 'i3', 'i4');
const gesture = fc.option(fc.constantFrom('g1', 'g2'), { nil: undefined });
const withGesture = <A extends Action>(action: A, name: string | undefined): A =>
  name === undefined ? action : { ...action, gesture: name };

/** Edits of every kind; some name images that are not there, or values that are not allowed. */
const edit: fc.Arbitrary<EditAction> = fc.oneof(
  fc.nat(3).map((hdu): EditAction => ({ type: 'add-image', handle: 'abcdefgh', hdu })),
  image.map((i): EditAction => ({ type: 'remove-image', image: i })),
  image.map((i): EditAction => ({ type: 'activate-image', image: i })),
  fc.tuple(image, fc.nat(3)).map(([i, hdu]): EditAction => ({ type: 'set-hdu', image: i, hdu })),
  fc
    .tuple(image, fc.integer({ min: -5, max: 9 }), gesture)
    .map(([i, flux_cut, g]) =>
      withGesture<EditAction>({ type: 'set-params', step: `${i}.cut`, params: { flux_cut } }, g),
    ),
  fc
    .tuple(image, fc.integer({ min: -1, max: 9 }), gesture)
    .map(([i, low, g]) =>
      withGesture<EditAction>({ type: 'set-params', step: `${i}.limits`, params: { low } }, g),
    ),
  fc
    .tuple(image, fc.constantFrom('book', 'log', 'linear', 'nonsense'))
    .map(([i, stretch]): EditAction => ({ type: 'set-stretch', image: i, stretch, inRange: null })),
  fc
    .tuple(image, fc.constantFrom('grey', 'viridis'))
    .map(([i, colormap]): EditAction => ({ type: 'set-colours', image: i, colormap })),
  fc
    .tuple(image, fc.boolean())
    .map(([i, detecting]): EditAction => ({ type: 'set-detecting', image: i, detecting })),
  fc.tuple(image, fc.nat(9)).map(([i, value]): EditAction => ({
    type: 'select',
    selection: { image: i, where: { op: 'equal', column: 'id', value } },
  })),
  fc.constant<EditAction>({ type: 'select', selection: null }),
  fc.integer({ min: 100, max: 500 }).map((left): EditAction => ({ type: 'set-layout', layout: { left } })),
);

/** Does what fits, and checks that what does not changes nothing. */
function act(store: DocumentStore, action: Action): void {
  const { document, revision } = store;
  try {
    store.act(action);
  } catch (error) {
    expect(error).toBeInstanceOf(AppError);
    expect(store.document).toBe(document);
    expect(store.revision).toBe(revision);
  }
}

/** What undo answers for: panels, the numbering of images and which one is looked at are not taken back. */
const content = ({ recipe, images, selection }: Document) => ({ recipe, images, selection });

describe('documents', () => {
  it('go back to where they began, and forth to where they ended', () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 40 }), (edits) => {
        const store = new DocumentStore();
        const begin = store.document;
        for (const action of edits) act(store, action);
        const end = store.document;
        while (store.canUndo) act(store, { type: 'undo' });
        expect(content(store.document)).toEqual(content(begin));
        while (store.canRedo) act(store, { type: 'redo' });
        expect(store.document).toEqual(end);
      }),
      { numRuns: 200 },
    );
  });

  it('are whole after any actions, undo and redo among them', () => {
    const travel = fc.constantFrom<Action>({ type: 'undo' }, { type: 'redo' });
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 3, arbitrary: edit }, { weight: 1, arbitrary: travel }), {
          maxLength: 50,
        }),
        (actions) => {
          const store = new DocumentStore();
          const ids = new Map<string, string>();
          for (const action of actions) {
            act(store, action);
            const { document } = store;
            expect(document.images.length === 0 ? document.active : activeImage(document)?.id).toBe(
              document.active,
            );
            const steps = document.recipe.steps.map((step) => step.id);
            expect(new Set(steps).size).toBe(steps.length);
            expect(steps).toHaveLength(8 * document.images.length);
            for (const step of document.recipe.steps)
              for (const input of Object.values(step.inputs))
                expect(steps.indexOf(input)).toBeLessThan(steps.indexOf(step.id));
            if (document.selection)
              expect(document.images.map(({ id }) => id)).toContain(document.selection.image);
            for (const { id } of document.images) {
              expect(Number(id.slice(1))).toBeLessThan(document.nextImage);
              ids.set(id, id);
            }
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('take back one step an edit, and one a gesture', () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 30 }), (edits) => {
        const store = new DocumentStore();
        let expected = 0;
        let last: string | undefined;
        for (const action of edits) {
          const { revision } = store;
          act(store, action);
          if (store.revision === revision || !isUndoable(action)) continue;
          const name = 'gesture' in action ? action.gesture : undefined;
          if (name === undefined || name !== last) expected++;
          last = name;
        }
        let steps = 0;
        for (; store.canUndo; steps++) act(store, { type: 'undo' });
        expect(steps).toBe(expected);
      }),
    );
  });
});
