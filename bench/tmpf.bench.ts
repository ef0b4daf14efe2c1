import { OPERATIONS, computeRows, parametersSchema, resultFrame } from '../src/core/operations/index.ts';
import { loadKernels } from '../src/workers/kernels.ts';
import { fillStrip, stripAt } from '../src/core/strips/index.ts';
import { gaussianStrip, medianStrip, slidingExtremumStrip, meanStrip, laplaceStrip, sobelStrip } from '../src/core/filter/index.ts';
import { withRows } from '../src/workers/planeRows.ts';
import { allocateMemoryPlane, memoryRow } from '../src/shared/planes.ts';
import { keepRows } from '../src/workers/image/imageRows.ts';
const side = 4096;
const field = allocateMemoryPlane(side, side, 'float32');
const px = new Float32Array(field.strips[0]!);
for (let i = 0; i < px.length; i++) px[i] = 100 + 10 * Math.random();
const kernels = loadKernels();
function t(name: string, f: () => void, scale: number) {
  let best = Infinity;
  for (let i = 0; i < 7; i++) { const b = process.cpuUsage(); f(); const c = process.cpuUsage(b); best = Math.min(best, (c.user + c.system) / 1000); }
  console.log(name.padEnd(20), (best * scale).toFixed(0), 'ms CPU per 4096²');
}
const R = 256, scale = side / R;
withRows(field, (rows) => {
  for (const [name, halo, run] of [
    ['gaussian 3', 12, (s: any, r: any) => gaussianStrip(s, r, { sigmaX: 3, sigmaY: 3, truncate: 4, missing: 'ignore' }, kernels)],
    ['gaussian 3 spread', 12, (s: any, r: any) => gaussianStrip(s, r, { sigmaX: 3, sigmaY: 3, truncate: 4, missing: 'spread' }, kernels)],
    ['gaussian 50/6', 33, (s: any, r: any) => gaussianStrip(s, r, { sigmaX: 50 / 6, sigmaY: 50 / 6, truncate: 4, missing: 'ignore' }, kernels)],
    ['median 3', 1, (s: any, r: any) => medianStrip(s, r, { size: 3 }, kernels)],
    ['median 5', 2, (s: any, r: any) => medianStrip(s, r, { size: 5 }, kernels)],
    ['median 7', 3, (s: any, r: any) => medianStrip(s, r, { size: 7 }, kernels)],
    ['median 21', 10, (s: any, r: any) => medianStrip(s, r, { size: 21 }, kernels)],
    ['median 101', 50, (s: any, r: any) => medianStrip(s, r, { size: 101 }, kernels)],
    ['mean 15', 7, (s: any, r: any) => meanStrip(s, r, { sizeX: 15, sizeY: 15 }, kernels, 0)],
    ['min 15', 7, (s: any, r: any) => slidingExtremumStrip(s, r, { sizeX: 15, sizeY: 15, extremum: 'min' }, kernels)],
    ['laplace', 1, (s: any, r: any) => laplaceStrip(s, r)],
    ['sobel', 1, (s: any, r: any) => sobelStrip(s, r, 'magnitude')],
  ] as const) {
    if (process.argv[3] && !name.startsWith(process.argv[3])) continue;
    const mark = kernels.mark();
    const pointer = kernels.allocate(side * R * 4);
    const result = stripAt(kernels, { width: side, rows: R, haloX: 0, haloY: 0, pixelType: 'float32', pointer });
    const fill = () => fillStrip(rows, { y0: 512, y1: 512 + R, haloX: halo, haloY: halo, mode: 'reflect', cval: 0, pixelType: 'float32' }, kernels);
    const m2 = kernels.mark();
    t('  fill', () => { kernels.release(m2); fill(); }, scale);
    kernels.release(m2);
    const s = fill();
    t(name, () => run(s, result), scale);
    kernels.release(mark);
  }
  const out = allocateMemoryPlane(side, side, 'float32');
  const op = OPERATIONS.get('gaussian')!;
  const values = { sigma: 3, sigma_y: 0, truncate: 4, missing: 'ignore', mode: 'reflect', cval: 0 };
  const frames = { image: { width: side, height: side, pixelType: 'float32' as const, originX: 0, originY: 0, wcs: null } };
  const go = (keep: boolean) => () => { for (let y0 = 0; y0 < side; y0 += R) computeRows({ operation: op, values, facts: {}, frames, frame: frames.image, inputs: { image: rows }, y0, y1: y0 + R }, kernels, (p) => { if (keep) keepRows(out, p, y0, side); }); };
  t('computeRows', go(false), 1);
  t('computeRows keep', go(true), 1);
  t('alloc', () => { const o = allocateMemoryPlane(side, side, 'float32'); memoryRow(o, 0, 0, side).fill(1); const a = new Float32Array(o.strips[0]!); for (let i = 0; i < a.length; i += 1024) a[i] = 1; }, 1);
});
