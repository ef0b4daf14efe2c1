// From a 1 GiB file in the page cache to the tiles of its first picture, and the engine's peak memory: see bench/README.md.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createEngine } from '../src/engine/index.ts';
import {
  ENDPOINTS,
  TILE_SIZE,
  WINDOW_HEADER,
  type Body,
  type EndpointName,
  type EngineEvent,
  type ImageSummary,
} from '../src/shared/index.ts';
import { starFieldFile } from './starField.ts';

const root = process.argv[2] ?? '.';
const size = Number(process.argv[3] ?? 16384);
/** Side of the view the picture is shown in. */
const VIEW = 900;

const file = starFieldFile(path.join(root, 'bench/data'), size);
// Into the page cache, by another process, so that this one's memory stays its own.
spawnSync('cat', [file], { stdio: ['ignore', 'ignore', 'inherit'] });

const engine = createEngine({
  workerFile: path.join(root, 'out/main/worker.js'),
  sampleFile: '',
  threads: 2,
});
const before = process.memoryUsage.rss();
let peak = before;
const sampler = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 5);
const start = performance.now();
const handle = engine.adoptPath(file);
const events = eventReader();
const { firstImage } = (await call('open', { handle })) as { firstImage: number };
await call('act', { action: { type: 'add-image', handle, hdu: firstImage } });
const image = (await evaluate('i1.picture')) as ImageSummary;
const limits = await evaluate('i1.limits');
const level = Math.max(0, Math.floor(Math.log2(size / VIEW)));
const tiles = Math.ceil(size / 2 ** level / TILE_SIZE);
let bytes = 0;
for (let y = 0; y < tiles; y++)
  for (let x = 0; x < tiles; x++)
    bytes += (await binary('tile', { pixelsKey: image.pixelsKey, level, x, y })).byteLength;
const took = performance.now() - start;
clearInterval(sampler);
peak = Math.max(peak, process.memoryUsage.rss(), maxRss());

const expected = Math.ceil(size / 2 ** level) ** 2 * 4;
if (bytes !== expected) throw new Error(`The tiles hold ${bytes} bytes, not ${expected}.`);
const imageMiB = (size * size * 4) / 2 ** 20;
console.log(`${size} x ${size} float32, ${imageMiB} MiB, level ${level}, limits ${JSON.stringify(limits)}`);
console.log(`  first picture after ${(took / 1000).toFixed(2)} s (target 2 s)`);
console.log(
  `  peak memory ${(peak / 2 ** 20).toFixed(0)} MiB: image + ${(peak / 2 ** 20 - imageMiB).toFixed(0)} MiB (target 256), ${(before / 2 ** 20).toFixed(0)} MiB before`,
);
await engine.close();
process.exit(0);

/** Highest resident size so far, as Linux has it; 0 elsewhere. */
function maxRss(): number {
  try {
    return 1024 * Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'latin1'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

function request<Name extends EndpointName>(name: Name, body: Body<Name>): Promise<Response> {
  return engine.fetch(
    new Request(`http://engine${ENDPOINTS[name].path}`, {
      method: 'POST',
      headers: { [WINDOW_HEADER]: 'bench' },
      body: JSON.stringify(body),
    }),
  );
}

async function call<Name extends EndpointName>(name: Name, body: Body<Name>): Promise<unknown> {
  const response = await request(name, body);
  const answer = (await response.json()) as { error?: { message: string } };
  if (!response.ok) throw new Error(answer.error?.message);
  return answer;
}

async function binary<Name extends EndpointName>(name: Name, body: Body<Name>): Promise<ArrayBuffer> {
  const response = await request(name, body);
  if (!response.ok) throw new Error(await response.text());
  return response.arrayBuffer();
}

function eventReader(): Promise<ReadableStreamDefaultReader<Uint8Array>> {
  return request('events', {}).then((response) => response.body!.getReader());
}

async function evaluate(step: string): Promise<unknown> {
  const { job } = (await call('evaluate', { step })) as { job: string };
  const reader = await events;
  let text = '';
  for (;;) {
    const { value } = await reader.read();
    text += new TextDecoder().decode(value);
    const lines = text.split('\n');
    text = lines.pop()!;
    for (const line of lines) {
      const event = JSON.parse(line) as EngineEvent;
      if (event.type === 'failed') throw new Error(event.error.message);
      if (event.type === 'done' && event.job === job && event.result.job === 'evaluate')
        return event.result.summary;
    }
  }
}
