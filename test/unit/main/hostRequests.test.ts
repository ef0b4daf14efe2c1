import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { HOST_REQUESTS } from '../../../src/main/hostRequests.ts';
import { MAX_MADE_BYTES } from '../../../src/shared/index.ts';

const fits = (args: readonly unknown[]): boolean => v.safeParse(HOST_REQUESTS.madeFile, args).success;

describe('a file that the page has made', () => {
  it('is a name and bytes, no more than the bound', () => {
    expect(fits(['plot.svg', new Uint8Array(3)])).toBe(true);
    expect(fits(['plot.svg', Buffer.from('abc')])).toBe(true);
    expect(fits(['plot.svg', new Uint8Array(0)])).toBe(true);
    // Untouched memory takes no room.
    expect(fits(['plot.svg', new Uint8Array(MAX_MADE_BYTES + 1)])).toBe(false);
  });

  it.each([
    [['plot.svg']],
    [['', new Uint8Array(1)]],
    [['a'.repeat(201), new Uint8Array(1)]],
    [['plot.svg', 'bytes']],
    [['plot.svg', [1, 2, 3]]],
    [['plot.svg', { byteLength: 3 }]],
    [['plot.svg', new Uint8Array(1), '/etc/passwd']],
  ])('is not %j', (args) => {
    expect(fits(args)).toBe(false);
  });
});
