import type { Locator } from 'playwright-core';

export interface Look {
  /** Mean grey, and its standard deviation. */
  readonly mean: number;
  readonly spread: number;
  /** Share of pixels whose colour is not grey. */
  readonly coloured: number;
  readonly bytes: string;
}

/** How the middle of what is painted looks. */
export async function lookOf(where: Locator, share = 0.6): Promise<Look> {
  const box = (await where.boundingBox())!;
  const [width, height] = [Math.round(box.width * share), Math.round(box.height * share)];
  const clip = {
    x: Math.round(box.x + (box.width - width) / 2),
    y: Math.round(box.y + (box.height - height) / 2),
    width,
    height,
  };
  const png = (await where.page().screenshot({ clip })).toString('base64');
  return where.page().evaluate(async (base64) => {
    const answer = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))]));
    const context = new OffscreenCanvas(answer.width, answer.height).getContext('2d')!;
    context.drawImage(answer, 0, 0);
    const { data } = context.getImageData(0, 0, answer.width, answer.height);
    let [sum, squares, coloured] = [0, 0, 0];
    for (let i = 0; i < data.length; i += 4) {
      sum += data[i + 1]!;
      squares += data[i + 1]! ** 2;
      if (
        Math.max(data[i]!, data[i + 1]!, data[i + 2]!) - Math.min(data[i]!, data[i + 1]!, data[i + 2]!) >
        40
      )
        coloured++;
    }
    const count = data.length / 4;
    const mean = sum / count;
    return {
      mean,
      spread: Math.sqrt(squares / count - mean * mean),
      coloured: coloured / count,
      bytes: base64,
    };
  }, png);
}
