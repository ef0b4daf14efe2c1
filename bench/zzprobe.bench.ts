import { OPERATIONS, parametersSchema, resultFrame, computeRows } from '../src/core/operations/index.ts';
import * as v from 'valibot';
import { scanRows } from '../src/core/reduce/index.ts';
import { reductionNamed } from '../src/core/reductions/index.ts';
import { levelEdges } from '../src/core/threshold/index.ts';
import { loadKernels } from '../src/workers/kernels.ts';
import { withRows } from '../src/workers/planeRows.ts';
import { keepRows } from '../src/workers/image/imageRows.ts';
import { allocateMemoryPlane, planeShape } from '../src/shared/planes.ts';
const side = 4096;
const plane = allocateMemoryPlane(side, side, 'float32');
const pixels = new Float32Array(plane.strips[0]!);
let state = 20110607;
const random = () => { state = (Math.imul(state, 1664525) + 1013904223) >>> 0; return state / 2 ** 32; };
for (let i = 0; i < pixels.length; i++) pixels[i] = 100 + (i % side) / 100 + 10 * (random() + random() + random() - 1.5);
for (let star = 0; star < 20000; star++) { const x0 = 8 + Math.floor(random() * (side - 16)), y0 = 8 + Math.floor(random() * (side - 16)), flux = 20 / (random() + 0.01);
 for (let dy = -6; dy <= 6; dy++) for (let dx = -6; dx <= 6; dx++) pixels[(y0 + dy) * side + x0 + dx]! += flux * Math.exp(-(dx * dx + dy * dy) / 4.5); }
const kernels = loadKernels();
const cpu = () => { const u = process.cpuUsage(); return (u.user + u.system) / 1000; };
function time(name: string, f: () => void) { for (let i = 0; i < 3; i++) f(); const t: number[] = []; for (let i = 0; i < 5; i++) { const a = cpu(); f(); t.push(cpu() - a); } console.log(name, t.sort((a, b) => a - b).map((x) => x.toFixed(0)).join(' ')); }
const want = process.argv[3] ?? '';
const pass = (name: string, params: unknown) => withRows(plane, (rows) => { let out: any; for (let y = 0; y < side; y += 512) out = scanRows(rows, y, y + 512, [{ reduction: reductionNamed(name), params } as never], kernels); return out[0]; });
if (want.includes('o')) {
time('copy only', () => { withRows(plane, (rows) => scanRows(rows, 0, side, [], kernels)); });
const tails = { kind: 'tails', low: -Infinity, high: Infinity, cap: 0 };
time('tails', () => pass('percentiles', tails));
let lo = Infinity, hi = -Infinity; for (const p of pixels) { lo = Math.min(lo, p); hi = Math.max(hi, p); }
const edges = levelEdges(lo, hi, 256, 'float32');
console.log(lo, hi);
time('levels', () => pass('level-histogram', { edges }));
}
for (const [k, name, asked] of [['g', 'gaussian', { sigma: 3 }], ['a', 'adaptive', { block_size: 51 }]] as const) {
 if (!want.includes(k)) continue;
 const operation = OPERATIONS.get(name)!; const values = v.parse(parametersSchema(operation.parameters), asked);
 const frames = { image: { ...planeShape(plane), originX: 0, originY: 0, wcs: null } }; const frame = resultFrame(operation, values, frames);
 const out = allocateMemoryPlane(side, side, 'float32');
 for (const rows of [64, 128, 256, 512]) time(`${name} ${rows}`, () => withRows(plane, (image) => { for (let y = 0; y < side; y += rows) computeRows({ operation, values, facts: {}, frames, frame, inputs: { image }, y0: y, y1: y + rows }, kernels, (p) => keepRows(out, p, y, side)); }));
}
