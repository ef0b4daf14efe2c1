import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/core/errors/index.ts';
import { REGION_DEFAULTS } from '../../../src/core/region/index.ts';
import { renamedKeys } from '../../../src/shared/sessionHandles.ts';
import { parseSession, placeholderOf, sessionText, type SessionSource } from '../../../src/shared/session.ts';
import { applyAction, EMPTY_DOCUMENT, type Document, type EditAction } from '../../../src/shared/index.ts';
import { withoutSources } from '../../../src/engine/session/withoutSources.ts';

const HANDLES = ['abcdefgh0001', 'abcdefgh0002', 'abcdefgh0003'];
const handle = fc.constantFrom(...HANDLES);
const image = fc.constantFrom('i1', 'i2', 'i3');
const table = fc.constantFrom('t1', 't2', 't3', 't4');
const name = fc.constantFrom('x', 'y', 'handle', 'sourceFile', '<b>"odd"</b>', 'label');
const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const where = fc.oneof(
  name.map((column) => ({ op: 'range' as const, column, low: 0.1, high: null })),
  fc.tuple(finite, finite).map(([cx, cy]) => ({ op: 'circle' as const, x: 'x', y: 'y', cx, cy, r: 2 })),
  fc.constant({ op: 'rows' as const, rows: 'AAECAw', count: 3, total: 40 }),
  fc.constant({ op: 'not' as const, of: { op: 'named' as const, name: 'kept' } }),
);

/** Edits of images and tables; many do not fit the document they meet. */
const edit: fc.Arbitrary<EditAction> = fc.oneof(
  fc.tuple(handle, fc.nat(3)).map(([h, hdu]): EditAction => ({ type: 'add-image', handle: h, hdu })),
  handle.map((h): EditAction => ({ type: 'add-table', handle: h, name: 'a <table>', params: {} })),
  fc.constantFrom('plane-regression' as const, 'dbscan' as const).map((example): EditAction => ({
    type: 'add-example',
    example,
  })),
  image.map((one): EditAction => ({
    type: 'derive-image',
    image: one,
    operation: 'gaussian',
    params: { sigma: 2 },
    others: {},
  })),
  image.map((one): EditAction => ({ type: 'duplicate-image', image: one })),
  image.map((one): EditAction => ({
    type: 'measure-image',
    image: one,
    operation: 'peak-local-max',
    params: {},
    others: {},
  })),
  fc.constantFrom('dynamic-threshold' as const, 'local-maxima' as const).map((example): EditAction => ({
    type: 'add-image-example',
    example,
  })),
  fc.tuple(finite, finite).map(([a, b]): EditAction => ({
    type: 'share-limits',
    limits: [Math.min(a, b), Math.max(a, b)],
  })),
  image.map((one): EditAction => ({
    type: 'add-colormap',
    image: one,
    name: 'long name '.repeat(8),
    colours: '0a1b2c'.repeat(256),
  })),
  image.map((one): EditAction => ({
    type: 'add-regions',
    image: one,
    regions: [
      { ...REGION_DEFAULTS, system: 'image', shape: { kind: 'circle', centre: [3.5, 4], radius: 2 } },
    ],
  })),
  image.map((one): EditAction => ({ type: 'remove-image', image: one })),
  image.map((one): EditAction => ({ type: 'add-star-table', image: one })),
  fc.tuple(image, finite, finite).map(([one, a, b]): EditAction => ({
    type: 'set-stretch',
    image: one,
    stretch: 'log',
    inRange: [Math.min(a, b), Math.max(a, b)],
  })),
  fc.tuple(image, finite).map(([one, flux_cut]): EditAction => ({
    type: 'set-params',
    step: `${one}.cut`,
    params: { flux_cut },
  })),
  fc
    .tuple(image, where)
    .map(([one, w]): EditAction => ({ type: 'select', selection: { image: one, where: w } })),
  fc.tuple(table, where).map(([one, w]): EditAction => ({ type: 'select-rows', table: one, where: w })),
  fc.tuple(table, where).map(([one, w]): EditAction => ({
    type: 'keep-selection',
    table: one,
    name: 'kept',
    where: w,
  })),
  fc.tuple(table, where).map(([one, w]): EditAction => ({
    type: 'table-of-rows',
    table: one,
    name: 'some rows',
    where: w,
  })),
  fc.tuple(table, name).map(([one, column]): EditAction => ({
    type: 'add-plot',
    table: one,
    plot: {
      kind: 'scatter',
      columns: [column, 'y'],
      range: [
        [-1, 1],
        [0.25, 3e300],
      ],
    },
  })),
  fc
    .tuple(table, name)
    .map(([one, y]): EditAction => ({ type: 'add-model', table: one, params: { x: ['x'], y } })),
  fc.tuple(table, name).map(([one, column]): EditAction => ({
    type: 'add-clustering',
    table: one,
    operation: 'kmeans',
    params: { columns: [column] },
  })),
  table.map((one): EditAction => ({
    type: 'compute-column',
    table: one,
    name: 'sum',
    expression: 'x + y',
  })),
  fc.tuple(table, table).map(([left, right]): EditAction => ({
    type: 'combine-tables',
    operation: 'join',
    left,
    right,
    name: 'both',
    params: { left_on: 'x', right_on: 'y' },
  })),
  table.map((one): EditAction => ({ type: 'remove-table', table: one })),
  fc.integer({ min: 100, max: 500 }).map((left): EditAction => ({ type: 'set-layout', layout: { left } })),
);

const documents: fc.Arbitrary<Document> = fc.array(edit, { maxLength: 40 }).map((edits) => {
  let document = EMPTY_DOCUMENT;
  for (const action of edits) {
    try {
      document = applyAction(document, action);
    } catch (error) {
      expect(error).toBeInstanceOf(AppError);
    }
  }
  return document;
});

const idOf = (h: string): string => `f${HANDLES.indexOf(h) + 1}`;
const sources: readonly SessionSource[] = HANDLES.map((h, i) => ({
  id: idOf(h),
  name: `file ${i}.fits`,
  relative: `../file ${i}.fits`,
  absolute: `/data/file ${i}.fits`,
  bytes: 2880 * i,
  modifiedMs: 1e12 + i / 8,
  sha256: 'ab'.repeat(32),
  sample: false,
}));

describe('sessions', () => {
  it('give a document back as it was saved, whatever was done to it', () => {
    fc.assert(
      fc.property(documents, (document) => {
        const text = sessionText(document, sources, idOf);
        for (const h of HANDLES) expect(text).not.toContain(h);
        const session = parseSession(text);
        expect(session.sources).toStrictEqual(sources);
        const back = renamedKeys(session.document, 'handle', 'handle', (placeholder) =>
          HANDLES.find((h) => placeholderOf(idOf(h)) === placeholder)!,
        );
        expect(back).toStrictEqual(JSON.parse(JSON.stringify(document)));
      }),
      { numRuns: 200 },
    );
  });

  it('are whole without any of their files', () => {
    fc.assert(
      fc.property(documents, fc.subarray(HANDLES), (document, lost) => {
        const rest = withoutSources(document, lost);
        const text = JSON.stringify(rest);
        for (const h of lost) expect(text).not.toContain(h);
        // What is left opens, which means that nothing in it names what is gone.
        expect(() => parseSession(sessionText(rest, sources, idOf))).not.toThrow();
        if (lost.length === 0) expect(rest).toBe(document);
      }),
      { numRuns: 200 },
    );
  });

  it('refuse damaged text with a sentence, and never fail otherwise', () => {
    fc.assert(
      fc.property(documents, fc.nat(), fc.string({ maxLength: 3 }), (document, at, noise) => {
        const text = sessionText(document, sources, idOf);
        const place = at % text.length;
        const damaged = text.slice(0, place) + noise + text.slice(place + noise.length);
        try {
          parseSession(damaged);
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
        }
      }),
      { numRuns: 300 },
    );
  });
});
