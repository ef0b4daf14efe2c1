import { afterAll, expect } from 'vitest';
import { OPERATIONS } from '../../src/core/operations/index.ts';
import type { WholeImage } from '../../src/core/strips/index.ts';
import { createEngine, type Engine, type EngineOptions } from '../../src/engine/index.ts';
import type { Document, Step } from '../../src/shared/index.ts';
import { workerFile } from './builtWorker.ts';
import { EngineWindow } from './engineWindow.ts';
import { runOperation } from './runOperation.ts';
import { starFile, starPixels } from './starFiles.ts';
import { temporaryFolder } from './temporaryFolder.ts';

export const folder = temporaryFolder();
export const [WIDTH, HEIGHT] = [90, 150];
const stars = folder.write('stars.fits', starFile(WIDTH, HEIGHT, 5));
export const field: WholeImage = {
  width: WIDTH,
  height: HEIGHT,
  pixelType: 'float32',
  pixels: Float32Array.from(starPixels(WIDTH, HEIGHT, 5)),
};

const engines: Engine[] = [];
afterAll(() => Promise.all(engines.map((engine) => engine.close())));

export function newEngine(options: Partial<EngineOptions> = {}): Engine {
  const engine = createEngine({ workerFile, sampleFile: stars, threads: 2, ...options });
  engines.push(engine);
  return engine;
}

let windows = 0;

export async function windowOn(engine: Engine, file: string | null = stars): Promise<EngineWindow> {
  const window = new EngineWindow(engine, `w${++windows}`);
  await window.listen();
  if (file !== null) await window.addImage(file);
  return window;
}

export const documentOf = async (window: EngineWindow): Promise<Document> =>
  (await window.call('document', {})).document;

/** Makes an image and gives its id. */
export async function derive(
  window: EngineWindow,
  operation: string,
  params: Record<string, unknown> = {},
  image = 'i1',
  others?: Record<string, string>,
): Promise<string> {
  const more = others ? { others } : {};
  await window.act({ type: 'derive-image', image, operation, params: params as Step['params'], ...more });
  return (await documentOf(window)).active!;
}

/** The pixels of an image step, put together from its tiles, as float32. */
export async function pixelsOf(window: EngineWindow, step: string): Promise<Float32Array> {
  const { pixelsKey, width, height, offset } = await window.summary(step, 'image');
  expect(width <= 512 && height <= 512, 'one tile').toBe(true);
  const tile = new Float32Array(await window.bytes('tile', { pixelsKey, level: 0, x: 0, y: 0 }));
  return tile.map((value) => value + offset);
}

export function run(name: string, params: Record<string, unknown>, image: WholeImage): Float32Array {
  return Float32Array.from(runOperation(OPERATIONS.get(name)!, params, image).pixels);
}

export async function column(window: EngineWindow, step: string, name: string): Promise<number[]> {
  return [...new Float64Array(await window.bytes('tableColumn', { step, column: name }))];
}

export const cropOf = (image: string): string => `${image}.crop`;
