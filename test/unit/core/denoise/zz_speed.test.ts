import { it } from 'vitest';
import { operationNamed, operationReference } from '../../../support/operationReference.ts';
import { runOperation } from '../../../support/runOperation.ts';
import { writeFileSync } from 'node:fs';
it('speeds', () => {
  const n = 1024;
  const pixels = new Float32Array(n * n);
  let s = 1;
  for (let i = 0; i < pixels.length; i++) { s = (s * 1103515245 + 12345) % 2147483648; let t = s / 2147483648; s = (s * 1103515245 + 12345) % 2147483648; t += s / 2147483648; pixels[i] = 100 + 5 * t + (i % 5003 === 0 ? 3000 : 0); }
  const image = { width: n, height: n, pixelType: 'float32' as const, pixels };
  const others = { green: image, blue: image };
  for (const [name, values] of [['bilateral', {sigma_color: 3}], ['total-variation', {weight: 1, max_num_iter: 50, eps: 0}], ['non-local-means', { patch_distance: 5, h: 2, sigma: 2 }], ['wavelet', {}], ['wavelet', {wavelet:'db8'}], ['rolling-ball', { radius: 20 }], ['rolling-ball', { radius: 100 }], ['mesh-background', {}], ['rescale-intensity', {}], ['gamma', { gamma: 0.5 }], ['adjust-log', {}], ['sigmoid', {}], ['equalize-hist', {}], ['clahe', {}], ['grey', {}], ['colour-channel', { space: 'lab', channel: '1' }]] as const) {
    const op = operationNamed(name);
    const t = process.cpuUsage();
    runOperation(op, values, image, { stripRows: 128, others: 'green' in op.inputs ? others : {} });
    const u = process.cpuUsage(t);
    console.log(name, JSON.stringify(values), Math.round(u.user / 1000), 'ms cpu /Mpx');
  }
}, 300000);
it('python', () => {
  const out: unknown[] = [];
  for (const g of ['denoise', 'intensity']) {
    const { cases } = operationReference(g);
    for (const one of cases) {
      const op = operationNamed(one.operation);
      const defaults = Object.fromEntries(Object.entries(op.parameters).map(([k, p]) => [k, p.default]));
      out.push({ ...one, output: undefined, python: op.python!({ ...defaults, ...one.values } as never), group: g });
    }
  }
  writeFileSync('/tmp/mine/python.json', JSON.stringify(out));
  // worst errors of meshes
  const { cases, image } = operationReference('denoise');
  for (const one of cases.filter((c) => c.operation === 'mesh-background')) {
    const r = runOperation(operationNamed(one.operation), one.values, image(one.image));
    const o = one.output; let w = 0, m = 0;
    for (let y = 0; y < o.height; y++) for (let x = 0; x < o.width; x++) { const e = Number(o.pixels[y * o.width + x]); m = Math.max(m, Math.abs(e)); w = Math.max(w, Math.abs(e - r.pixels[y * one.comb![0] * r.width + x * one.comb![1]]!)); }
    console.log(one.name, (w / m).toExponential(2));
  }
});
