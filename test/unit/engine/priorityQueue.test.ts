import { Piscina } from 'piscina';
import { describe, expect, it } from 'vitest';
import { PRIORITY, PriorityQueue, type Priority } from '../../../src/engine/priorityQueue.ts';

type Task = Parameters<PriorityQueue['push']>[0];
const task = (name: string, priority?: Priority): Task =>
  ({ name, [Piscina.queueOptionsSymbol]: priority === undefined ? null : { priority } }) as unknown as Task;
const name = (of: unknown): string | undefined => (of as { name?: string } | null)?.name;

describe('PriorityQueue', () => {
  it('gives tiles first, then what was asked for, then the rest, each in order', () => {
    const queue = new PriorityQueue();
    for (const [n, priority] of [
      ['a', PRIORITY.background],
      ['b', PRIORITY.asked],
      ['c', PRIORITY.tile],
      ['d', PRIORITY.asked],
      ['e', PRIORITY.tile],
    ] as const)
      queue.push(task(n, priority));
    queue.push(task('f'));
    expect(queue.size).toBe(6);
    expect(Array.from({ length: 7 }, () => name(queue.shift()))).toEqual([
      'c',
      'e',
      'b',
      'd',
      'a',
      'f',
      undefined,
    ]);
    expect(queue.size).toBe(0);
  });

  it('lets a task be taken out', () => {
    const queue = new PriorityQueue();
    const [a, b] = [task('a', PRIORITY.asked), task('b', PRIORITY.asked)];
    queue.push(a);
    queue.push(b);
    queue.remove(a);
    queue.remove(task('c', PRIORITY.tile));
    expect([queue.size, name(queue.shift()), queue.shift()]).toEqual([1, 'b', null]);
  });
});
