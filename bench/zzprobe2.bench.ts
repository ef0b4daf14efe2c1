import * as C from '../src/core/cluster/index.ts';
const SIDE = 100, CLUMPS = 50;
function seeded(seed: number) { let state = seed; return () => { state = (state + 0x6d2b79f5) | 0; let t = Math.imul(state ^ (state >>> 15), 1 | state); t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t; return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32; }; }
function clumps(rows: number) { const random = seeded(20_240_101); const centres = Array.from({ length: CLUMPS }, () => [random() * SIDE, random() * SIDE] as const); const columns = [0, 1].map(() => new Float64Array(new SharedArrayBuffer(8 * rows))); for (let i = 0; i < rows; i++) { const inClump = random() < 0.7; const centre = centres[Math.floor(random() * CLUMPS)]!; for (const axis of [0, 1] as const) columns[axis]![i] = inClump ? centre[axis] + Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()) : random() * SIDE; } return columns; }
const cpu = () => { const u = process.cpuUsage(); return u.user + u.system; };
const columns = clumps(1e5);
const poll = () => {};
const room = new SharedArrayBuffer(C.gridRoomBytes(1e5));
for (const eps of [0.32, 0.48, 0.64]) {
  const all: Record<string, number[]> = {};
  const note = (k: string, v: number) => (all[k] ??= []).push(v);
  for (let run = 0; run < 60; run++) {
    let a = cpu(); C.columnWarnings(columns, 'none', []); note('warnings', cpu() - a);
    a = cpu(); const scaled = C.scaleColumns(columns, 'none').columns; note('scale', cpu() - a);
    a = cpu(); const { plan } = C.planDbscan(scaled, { eps, minSamples: 10 }, 2, poll); note('plan', cpu() - a);
    a = cpu(); const answer = C.newDbscanAnswer(1e5, 0); note('answer', cpu() - a);
    const tally = C.newDbscanTally(2);
    C.dbscanTogether({ source: { columns: scaled, plan: plan!, minSamples: 10, room, answer }, pieces: 8, tally }, (step, pieces, work) => { const b = cpu(); for (let k = 0; k < pieces; k++) work(k); note('step' + step, cpu() - b); }, poll);
  }
  console.log(eps, Object.entries(all).map(([k, v]) => { const s = v.slice(10).sort((a, b) => a - b); return `${k} ${(s[s.length >> 1]! / 1000).toFixed(1)} (${(s[0]! / 1000).toFixed(1)})`; }).join('  '));
}
