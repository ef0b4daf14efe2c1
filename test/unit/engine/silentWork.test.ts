import { describe, expect, it } from 'vitest';
import { silentWork } from '../../../src/engine/jobTracker.ts';
import { isCancelled } from '../../../src/shared/jobs.ts';

describe('work that nobody is told of', () => {
  it('is cancelled when nobody waits for it any more', () => {
    const given = new AbortController();
    const { control } = silentWork(given.signal);
    expect(isCancelled(control)).toBe(false);
    given.abort();
    expect(isCancelled(control)).toBe(true);
  });

  it('is cancelled before it begins where that was so already', () =>
    expect(isCancelled(silentWork(AbortSignal.abort()).control)).toBe(true));

  it('goes on where nobody can give it up', () => expect(isCancelled(silentWork().control)).toBe(false));
});
