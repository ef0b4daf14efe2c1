import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepSame } from '../../../src/renderer/state/keepSame.ts';

const json = fc.jsonValue({ maxDepth: 4 });
const record = fc.dictionary(fc.string({ maxLength: 3 }), json, { maxKeys: 6 });

describe('keepSame', () => {
  it('gives what is new, whatever was there', () => {
    fc.assert(
      fc.property(json, json, (before, next) => {
        expect(keepSame(before, next)).toEqual(next);
      }),
    );
  });

  it('is the old value where both are alike', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(keepSame(value, structuredClone(value))).toBe(value);
      }),
    );
  });

  it('keeps all parts but the one that changed, and changes nothing in place', () => {
    fc.assert(
      fc.property(record, fc.string(), json, (before, name, value) => {
        const copy = structuredClone(before);
        const next = keepSame(before, { ...structuredClone(before), [name]: value });
        expect(next[name]).toEqual(value);
        for (const key of Object.keys(before)) if (key !== name) expect(next[key]).toBe(before[key]);
        expect(before).toEqual(copy);
      }),
    );
  });
});
