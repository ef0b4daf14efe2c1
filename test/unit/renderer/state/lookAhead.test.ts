import { describe, expect, it } from 'vitest';
import { LookAhead } from '../../../../src/renderer/state/lookAhead.ts';
import type { ImageSummary } from '../../../../src/shared/index.ts';

type Look = ConstructorParameters<typeof LookAhead>[0]['look'];

/** Looks that are answered by the test. */
function bench() {
  const asked: {
    readonly step: string;
    readonly signal: AbortSignal | undefined;
    answer(coarse: boolean): Promise<void>;
  }[] = [];
  const look: Look = ({ step, exact = false }, _images, onsummary, signal) =>
    new Promise((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(new Error('given up')));
      asked.push({
        step: `${step}${exact ? ' exact' : ''}`,
        signal,
        answer: async (coarse) => {
          onsummary({ pixelsKey: `${step} ${exact || !coarse ? 'exact' : 'coarse'}` } as ImageSummary);
          resolve(coarse);
          await settle();
        },
      });
    });
  const ahead = new LookAhead({ look });
  const seen: string[] = [];
  let wanted = '';
  const want = async (step: string): Promise<void> => {
    wanted = step;
    ahead.want({
      key: bench,
      images: [],
      isWanted: () => wanted === step,
      ask: () => Promise.resolve({ step }),
      onsummary: ({ pixelsKey }) => seen.push(pixelsKey),
    });
    await settle();
  };
  return { ahead, asked, seen, want, steps: () => asked.map(({ step }) => step) };
}

const settle = () => new Promise((resolve) => setTimeout(resolve));

describe('looking ahead', () => {
  it('asks for the exact look after a coarse one, and for no other after an exact one', async () => {
    const { asked, seen, want, steps } = bench();
    await want('a');
    await asked[0]!.answer(true);
    expect(steps()).toEqual(['a', 'a exact']);
    await asked[1]!.answer(false);
    expect(seen).toEqual(['a coarse', 'a exact']);
    await want('b');
    await asked[2]!.answer(false);
    expect(steps()).toEqual(['a', 'a exact', 'b']);
  });

  it('asks before the window draws, where the question is ready', () => {
    const { ahead, steps } = bench();
    const body = { step: 'a' };
    const onsummary = (): void => undefined;
    ahead.want({ key: bench, images: [], isWanted: () => true, ask: () => body, onsummary });
    expect(steps()).toEqual(['a']);
  });

  it('lets the first look of a drag end, and leaves out those for which there is no time', async () => {
    const { asked, seen, want, steps } = bench();
    for (const step of ['a', 'b', 'c']) await want(step);
    expect(steps()).toEqual(['a']);
    await asked[0]!.answer(true);
    expect(steps()).toEqual(['a', 'c']);
    expect(seen).toEqual([]);
  });

  it('gives the exact look up as soon as parameters move', async () => {
    const { asked, seen, want, steps } = bench();
    await want('a');
    await asked[0]!.answer(true);
    await want('b');
    expect(asked[1]!.signal!.aborted).toBe(true);
    expect(steps()).toEqual(['a', 'a exact', 'b']);
    await asked[1]!.answer(false);
    expect(seen).toEqual(['a coarse']);
  });

  it('gives the exact look up when the result is there', async () => {
    const { ahead, asked, want } = bench();
    await want('a');
    await asked[0]!.answer(true);
    ahead.giveUp({});
    expect(asked[1]!.signal!.aborted).toBe(false);
    ahead.giveUp(bench);
    expect(asked[1]!.signal!.aborted).toBe(true);
  });
});
