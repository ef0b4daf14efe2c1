import { short } from '../plots/sheet.ts';
import type { PathContext } from './regionPath.ts';

/** Takes what is drawn on a canvas as a path, and gives it as SVG path data. Arcs are whole circles and ellipses. */
export function pathData(): PathContext & { d(): string } {
  const parts: string[] = [];
  const at = (x: number, y: number): string => `${short(x)} ${short(y)}`;
  /** Two halves, since one arc cannot end where it begins. */
  function ellipse(x: number, y: number, a: number, b: number, turn: number): void {
    const [dx, dy] = [a * Math.cos(turn), a * Math.sin(turn)];
    const half = `${short(a)} ${short(b)} ${short((turn * 180) / Math.PI)} 0 1`;
    parts.push(`M${at(x + dx, y + dy)}A${half} ${at(x - dx, y - dy)}A${half} ${at(x + dx, y + dy)}Z`);
  }
  return {
    moveTo: (x, y) => void parts.push(`M${at(x, y)}`),
    lineTo: (x, y) => void parts.push(`L${at(x, y)}`),
    arc: (x, y, radius) => ellipse(x, y, radius, radius, 0),
    ellipse,
    rect: (x, y, width, height) =>
      void parts.push(`M${at(x, y)}h${short(width)}v${short(height)}h${short(-width)}Z`),
    closePath: () => void parts.push('Z'),
    d: () => parts.join(''),
  };
}
