/** Fills what is not finite from outside in: each missing pixel takes the mean of its neighbours that are known, layer by
 * layer, so that a transform of the whole image meets no hole. False where no pixel is finite. */
export function fillMissing(pixels: Float64Array, width: number, height: number): boolean {
  const waiting = new Uint8Array(pixels.length);
  let missing = 0;
  for (let i = 0; i < pixels.length; i++) {
    if (pixels[i] - pixels[i] === 0) continue;
    pixels[i] = NaN;
    waiting[i] = 1;
    missing++;
  }
  if (missing === pixels.length) return false;
  const plane = { pixels, width, height };
  let layer: number[] = [];
  for (let i = 0; i < pixels.length && missing > 0; i++) {
    if (waiting[i] === 1 && !Number.isNaN(meanOfNeighbours(plane, i))) layer.push(i);
  }
  while (layer.length > 0) {
    // A layer is measured before any of it is filled: its values must not depend on one another.
    const means = layer.map((at) => meanOfNeighbours(plane, at));
    layer.forEach((at, i) => {
      pixels[at] = means[i];
      waiting[at] = 0;
    });
    layer = nextLayer(layer, waiting, width, height);
  }
  return true;
}

interface Plane {
  readonly pixels: Float64Array;
  readonly width: number;
  readonly height: number;
}

/** NaN where no neighbour is known. */
function meanOfNeighbours({ pixels, width, height }: Plane, at: number): number {
  const x = at % width;
  const y = (at - x) / width;
  let sum = 0;
  let count = 0;
  for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
    for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
      const value = pixels[row * width + column];
      if (value !== value) continue;
      sum += value;
      count++;
    }
  }
  return sum / count;
}

/** The missing neighbours of a layer, each once; taken ones are marked 2. */
function nextLayer(layer: readonly number[], waiting: Uint8Array, width: number, height: number): number[] {
  const next: number[] = [];
  for (const at of layer) {
    const x = at % width;
    const y = (at - x) / width;
    for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
      for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
        const other = row * width + column;
        if (waiting[other] !== 1) continue;
        waiting[other] = 2;
        next.push(other);
      }
    }
  }
  return next;
}
