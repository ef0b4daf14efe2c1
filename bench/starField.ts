import { closeSync, existsSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';

const BLOCK = 2880;
const RADIUS_PX = 8;

/** Writes a seeded star field (float32, big-endian FITS): sky 100, noise 5, Gaussian stars of sigma 1.5 pixels, one for
 * every 800 pixels, with peak heights from 20 to 60000 by a power law. Kept from run to run. */
export function starFieldFile(folder: string, size: number, seed = 20_260_101): string {
  const file = path.join(folder, `stars-${size}-${seed}.fits`);
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  const uniform = generator(seed);
  const pixels = new Float32Array(size * size);
  let spare: number | undefined;
  for (let i = 0; i < pixels.length; i++) {
    if (spare === undefined) {
      const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
      const angle = 2 * Math.PI * uniform();
      pixels[i] = 100 + 5 * radius * Math.cos(angle);
      spare = 100 + 5 * radius * Math.sin(angle);
    } else {
      pixels[i] = spare;
      spare = undefined;
    }
  }
  for (let star = 0; star < (size * size) / 800; star++) {
    const x = uniform() * size;
    const y = uniform() * size;
    const height = Math.min(60_000, 20 / (1 - uniform()) ** 0.8);
    addStar(pixels, size, x, y, height);
  }
  writeFits(`${file}.part`, pixels, size);
  renameSync(`${file}.part`, file);
  return file;
}

function addStar(pixels: Float32Array, size: number, x: number, y: number, height: number): void {
  for (let j = Math.max(0, Math.ceil(y - RADIUS_PX)); j <= Math.min(size - 1, y + RADIUS_PX); j++) {
    for (let i = Math.max(0, Math.ceil(x - RADIUS_PX)); i <= Math.min(size - 1, x + RADIUS_PX); i++) {
      pixels[j * size + i]! += height * Math.exp(-((i - x) ** 2 + (j - y) ** 2) / (2 * 1.5 ** 2));
    }
  }
}

function writeFits(file: string, pixels: Float32Array, size: number): void {
  const card = (key: string, value: string) => `${key.padEnd(8)}= ${value.padStart(20)}`.padEnd(80);
  const header = [
    card('SIMPLE', 'T'),
    card('BITPIX', '-32'),
    card('NAXIS', '2'),
    card('NAXIS1', String(size)),
    card('NAXIS2', String(size)),
    'END'.padEnd(80),
  ];
  const bytes = Buffer.from(pixels.buffer);
  bytes.swap32();
  const target = openSync(file, 'w');
  writeAll(target, Buffer.from(header.join('').padEnd(BLOCK)));
  writeAll(target, bytes);
  writeAll(target, Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK));
  closeSync(target);
}

function writeAll(target: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length;) done += writeSync(target, bytes, done);
}

// mulberry32: uniform in [0, 1), the same everywhere.
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b_79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
