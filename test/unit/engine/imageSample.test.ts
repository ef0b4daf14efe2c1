import { describe, expect, it } from 'vitest';
import { sampleOf } from '../../../src/engine/imageSample.ts';
import { allocateMemoryPlane, memoryRow, type MemoryPlane } from '../../../src/shared/planes.ts';

/** Each pixel holds where it is. */
function numbered(width: number, height: number): MemoryPlane {
  const plane = allocateMemoryPlane(width, height, 'float64');
  for (let y = 0; y < height; y++) {
    const row = memoryRow(plane, y, 0, width);
    for (let x = 0; x < width; x++) row[x] = y * width + x;
  }
  return plane;
}

describe('the sample of an image', () => {
  it('is none where the image is small', () => expect(sampleOf(numbered(500, 500), [])).toBeNull());

  it('has a pixel from the middle of each square, also of those that the border cuts', () => {
    const plane = numbered(1501, 1300);
    const { plane: sample, step } = sampleOf(plane, [])!;
    expect([step, sample.fullWidth, sample.fullHeight, sample.pixelType]).toEqual([4, 376, 325, 'float64']);
    expect([...memoryRow(sample, 1, 0, 2)]).toEqual([6 * 1501 + 2, 6 * 1501 + 6]);
    expect([...memoryRow(sample, 324, 374, 2)]).toEqual([1298 * 1501 + 1498, 1298 * 1501 + 1500]);
    expect(sampleOf(plane, [])!.plane).toBe(sample);
  });

  it('is of what is seen through the window', () => {
    const whole = numbered(1100, 1100);
    const seen = { ...whole, window: { x0: 10, y0: 20, width: 600, height: 700 } };
    const { plane: sample, step } = sampleOf(seen, [])!;
    expect(step).toBe(2);
    expect(memoryRow(sample, 0, 0, 1)[0]).toBe(21 * 1100 + 11);
  });
});
