import { it } from 'vitest';
import { writeFileSync } from 'node:fs';
import { OPERATIONS } from '../../../../src/core/operations/index.ts';
import { measureOperation, runOperation } from '../../../support/runOperation.ts';
import { localReference } from '../../../support/referencePlanes.ts';
import { parseWcs } from '../../../../src/core/wcs/index.ts';
it('python', () => {
  const out: unknown[] = [];
  for (const file of ['geometry', 'features']) {
    const all = localReference<Record<string, any>>(file);
    for (const [g, cases] of Object.entries(all)) {
      if (!Array.isArray(cases) || g === 'fft') continue;
      for (const c of cases) {
        const name = ({ power: 'power-spectrum', peaks: 'peak-local-max', contrast: 'contrast-peaks' } as any)[g] ?? c.operation ?? g;
        const op = OPERATIONS.get(name)!;
        const d = Object.fromEntries(Object.entries(op.parameters).map(([k, p]) => [k, p.default]));
        out.push({ file, name, c, code: op.python!({ ...d, ...c.values }) });
      }
    }
  }
  writeFileSync('/tmp/fg_python.json', JSON.stringify(out));
});
it('bench', () => {
  const n = 2048;
  const pixels = new Float32Array(n * n);
  let s = 1;
  for (let i = 0; i < pixels.length; i++) { s = (s * 1103515245 + 12345) % 2147483648; pixels[i] = 1000 + s / 1e8; }
  const image = { width: n, height: n, pixelType: 'float32' as const, pixels };
  const wcs = parseWcs({ CTYPE1: 'RA---TAN', CTYPE2: 'DEC--TAN', CRPIX1: 1000, CRPIX2: 1000, CRVAL1: 10, CRVAL2: 41, CDELT1: -3e-4, CDELT2: 3e-4, CROTA2: 0 }, 2, () => {});
  const wcs2 = parseWcs({ CTYPE1: 'RA---TAN', CTYPE2: 'DEC--TAN', CRPIX1: 1000, CRPIX2: 1000, CRVAL1: 10, CRVAL2: 41, CDELT1: -3e-4, CDELT2: 3e-4, CROTA2: 10 }, 2, () => {});
  const time = (label: string, f: () => unknown) => { const t = performance.now(); const c = process.cpuUsage(); f(); const d = process.cpuUsage(c); console.log(label, (performance.now() - t).toFixed(0), 'wall', (d.user / 1000).toFixed(0), 'cpu ms'); };
  const op = (x: string) => OPERATIONS.get(x)!;
  for (const order of ['0', '1', '3']) time('rotate ' + order, () => runOperation(op('rotate'), { angle: 20, order }, image, { stripRows: 512 }));
  time('scale .5', () => runOperation(op('scale'), { scale: 0.5 }, image, { stripRows: 512 }));
  time('bin', () => runOperation(op('bin'), {}, image, { stripRows: 512 }));
  time('reproject', () => runOperation(op('reproject'), {}, image, { stripRows: 512, frame: { wcs }, others: { grid: image }, otherFrames: { grid: { wcs: wcs2 } } }));
  time('power', () => runOperation(op('power-spectrum'), {}, image));
  time('peaks', () => measureOperation(op('peak-local-max'), {}, image));
  time('peaks 10', () => measureOperation(op('peak-local-max'), { min_distance: 10 }, image));
  time('contrast', () => measureOperation(op('contrast-peaks'), {}, image));
  time('dog', () => measureOperation(op('blob-dog'), {threshold: 100}, image));
  time('log', () => measureOperation(op('blob-log'), {threshold: 100}, image));
}, 200000);
