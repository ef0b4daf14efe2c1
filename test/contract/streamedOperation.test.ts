import { closeSync, openSync, statSync, writeSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { imageHead } from '../../src/core/fits/index.ts';
import { writeImage } from '../../src/engine/exportImage.ts';
import { createParts, silentWork } from '../../src/engine/index.ts';
import { makeStep } from '../../src/shared/index.ts';
import { workerFile } from '../support/builtWorker.ts';
import { seededRandom } from '../support/fakeImage.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const folder = temporaryFolder();
const SIDE = 6000;
const MEBIBYTE = 2 ** 20;
/** Generous: buffers on their way between threads wait to be collected. It bounds what a change may cost, and is no
 * proof that nothing is held; the number is printed. */
const MOST_GROWTH = 512 * MEBIBYTE;

/** A float32 image, written a few rows at a time. */
function writeField(file: string, side: number): void {
  const random = seededRandom(17);
  const handle = openSync(file, 'w');
  writeSync(handle, imageHead(side, side, -32, []));
  const rows = Buffer.alloc(4 * side * 40);
  for (let i = 0; i < rows.length; i += 4) rows.writeFloatBE(random(), i);
  for (let y = 0; y < side; y += 40) writeSync(handle, rows, 0, 4 * side * Math.min(40, side - y));
  writeSync(handle, Buffer.alloc((2880 - ((4 * side * side) % 2880)) % 2880));
  closeSync(handle);
}

/** Filters a file into another, and tells by how many bytes the process grew meanwhile. */
async function growthOf(file: string, target: string): Promise<number> {
  const parts = createParts({ workerFile, threads: 2, memoryBudgetBytes: 64 * MEBIBYTE });
  const before = process.memoryUsage.rss();
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 10);
  try {
    const steps = [
      makeStep('source', 'source', { hdu: 0 }, {}, parts.handles.adopt(file)),
      makeStep('smooth', 'gaussian', { sigma: 2 }, { image: 'source' }),
    ];
    const work = silentWork();
    const recipe = { version: 1, steps } as const;
    const { value } = await parts.evaluator.evaluate(recipe, 'smooth', work, { load: false, made: true });
    if (value.kind !== 'image') throw new Error('no image');
    await writeImage(parts.pool, value, target, [file], { history: [], carried: [] }, work);
  } finally {
    clearInterval(timer);
    await parts.close();
  }
  return most - before;
}

describe('a local filter of a file that is streamed', () => {
  it('stays within a bound of memory', { timeout: 120_000 }, async () => {
    const [small, large] = [folder.file('small.fits'), folder.file('large.fits')];
    writeField(small, 64);
    writeField(large, SIDE);
    const target = folder.file('out.fits');
    // The threads themselves, and the code.
    const least = await growthOf(small, target);
    const most = await growthOf(large, target);
    const megabytes = [least, most].map((bytes) => Math.round(bytes / MEBIBYTE));
    console.info(`64 × 64 float32: ${megabytes[0]} MiB; ${SIDE} × ${SIDE}: ${megabytes[1]} MiB`);
    expect(statSync(target).size).toBe(statSync(large).size);
    expect(most).toBeLessThan(MOST_GROWTH);
  });
});
