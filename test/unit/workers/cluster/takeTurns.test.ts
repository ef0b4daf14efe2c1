import { describe, expect, it } from 'vitest';
import { newJobControl } from '../../../../src/shared/jobs.ts';
import { takeTurns } from '../../../../src/workers/cluster/takeTurns.ts';

const newTaken = (): Int32Array => new Int32Array(new SharedArrayBuffer(16));

describe('takeTurns', () => {
  it('does each piece once, whoever comes', () => {
    const taken = newTaken();
    const done: string[] = [];
    for (const name of ['a', 'b']) {
      const turns = takeTurns(taken, newJobControl());
      for (const step of [0, 1]) turns(step, 3, (piece) => done.push(`${name}${step}${piece}`));
    }
    expect(done).toEqual(['a00', 'a01', 'a02', 'a10', 'a11', 'a12']);
  });

  it('waits for pieces that others are at, until the work is cancelled', () => {
    const taken = newTaken();
    taken[0] = 1;
    const control = newJobControl();
    const done: number[] = [];
    const turns = takeTurns(taken, control);
    const run = (): void =>
      turns(0, 2, (piece) => {
        done.push(piece);
        // The other thread fails meanwhile.
        Atomics.store(new Int32Array(control.cancel), 0, 1);
      });
    expect(run).toThrow(expect.objectContaining({ code: 'cancelled' }));
    expect(done).toEqual([1]);
  });
});
