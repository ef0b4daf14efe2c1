import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../src/core/errors/index.ts';
import { JobTracker, silentWork, type Work } from '../../../src/engine/jobTracker.ts';
import { isCancelled } from '../../../src/shared/jobs.ts';
import type { EngineEvent, JobResult } from '../../../src/shared/index.ts';

const RESULT: JobResult = { job: 'export', name: 'x.csv', rows: 1, guarded: 0, warnings: [] };
let events: EngineEvent[];
const send = (event: EngineEvent): void => void events.push(event);

beforeEach(() => {
  events = [];
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

/** Work that goes on until it is told to end. */
function openWork() {
  let work: Work | undefined;
  let end: (result: JobResult) => void = () => {};
  let fail: (error: unknown) => void = () => {};
  const run = (given: Work): Promise<JobResult> => {
    work = given;
    return new Promise((resolve, reject) => ([end, fail] = [resolve, reject]));
  };
  return {
    run,
    work: () => work!,
    end: (result: JobResult) => end(result),
    fail: (error: unknown) => fail(error),
  };
}

describe('JobTracker', () => {
  it('answers before the work begins, and ends with done', async () => {
    const tracker = new JobTracker();
    const open = openWork();
    const job = tracker.start(open.run, send);
    expect(open.work()).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    open.end(RESULT);
    await vi.advanceTimersByTimeAsync(500);
    expect(events).toEqual([{ type: 'done', job, result: RESULT }]);
    expect(tracker.cancel(job)).toBe(false);
    expect(tracker.start(open.run, send)).not.toBe(job);
  });

  it('tells how far it is, and only when that has changed', async () => {
    const open = openWork();
    const job = new JobTracker().start(open.run, send);
    await vi.advanceTimersByTimeAsync(250);
    expect(events).toEqual([]);
    open.work().expect(200, 'Reading');
    Atomics.add(new Int32Array(open.work().control.progress), 0, 50);
    await vi.advanceTimersByTimeAsync(350);
    open.work().expect(10, 'Writing');
    Atomics.add(new Int32Array(open.work().control.progress), 0, 12);
    await vi.advanceTimersByTimeAsync(150);
    expect(events).toEqual([
      { type: 'progress', job, fraction: 0.25, label: 'Reading' },
      { type: 'progress', job, fraction: 1, label: 'Writing' },
    ]);
    open.end(RESULT);
    await vi.advanceTimersByTimeAsync(1000);
    expect(events).toHaveLength(3);
  });

  it('passes failures on as records', async () => {
    const tracker = new JobTracker();
    const [known, unknown] = [openWork(), openWork()];
    const one = tracker.start(known.run, send);
    const two = tracker.start(unknown.run, send);
    await vi.advanceTimersByTimeAsync(1);
    known.fail(new AppError('no-data', 'There is nothing.', { remedy: 'Look elsewhere.' }));
    unknown.fail(new TypeError('a bug'));
    await vi.advanceTimersByTimeAsync(1);
    expect(events).toEqual([
      {
        type: 'failed',
        job: one,
        error: { code: 'no-data', message: 'There is nothing.', remedy: 'Look elsewhere.' },
      },
      { type: 'failed', job: two, error: { code: 'internal', message: 'a bug' } },
    ]);
  });

  it('raises the flag of the job that is cancelled, and of all when closing', async () => {
    const tracker = new JobTracker();
    const opened = [openWork(), openWork(), openWork()];
    const jobs = opened.map((open) => tracker.start(open.run, send));
    await vi.advanceTimersByTimeAsync(1);
    expect(tracker.cancel(jobs[1]!)).toBe(true);
    expect(opened.map((open) => isCancelled(open.work().control))).toEqual([false, true, false]);
    tracker.cancelAll();
    expect(opened.map((open) => isCancelled(open.work().control))).toEqual([true, true, true]);
    expect(tracker.cancel('j999')).toBe(false);
    for (const open of opened) open.end(RESULT);
  });

  it('silent work is never cancelled by itself', () => {
    const work = silentWork();
    work.expect(5, 'x');
    expect(isCancelled(work.control)).toBe(false);
  });
});
