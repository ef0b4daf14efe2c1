import { short, textWidth, type Mark } from '../plots/sheet.ts';
import type { Box } from '../plots/plotTypes.ts';

/** What the tools draw with. */
export type DrawingContext = Pick<
  CanvasRenderingContext2D,
  | 'beginPath'
  | 'moveTo'
  | 'lineTo'
  | 'rect'
  | 'arc'
  | 'clip'
  | 'stroke'
  | 'strokeText'
  | 'fillText'
  | 'measureText'
  | 'save'
  | 'restore'
  | 'font'
  | 'textAlign'
  | 'textBaseline'
  | 'lineCap'
  | 'lineJoin'
  | 'lineWidth'
  | 'strokeStyle'
  | 'fillStyle'
>;

const TEXT_SIZE = 11;
const ANCHORS = { left: 'start', start: 'start', center: 'middle', right: 'end', end: 'end' } as const;

/** Keeps what is drawn as marks, for a saved picture: paths, and texts on their middle line with the rim they were stroked in. */
export function recordMarks(draw: (context: DrawingContext) => void): readonly Mark[] {
  const marks: Mark[] = [];
  let path = '';
  let box: Box | null = null;
  let clip: Box | null = null;
  let halo: string | null = null;
  const context: DrawingContext = {
    font: '',
    textAlign: 'left',
    textBaseline: 'middle',
    lineCap: 'butt',
    lineJoin: 'miter',
    lineWidth: 1,
    strokeStyle: '#000',
    fillStyle: '#000',
    beginPath: () => {
      path = '';
      box = null;
    },
    moveTo: (x, y) => void (path += `M${short(x)} ${short(y)}`),
    lineTo: (x, y) => void (path += `L${short(x)} ${short(y)}`),
    rect: (x, y, width, height) => void (box = { x, y, width, height }),
    // Whole circles are all that is drawn.
    arc: (x, y, r) => {
      const half = `a${short(r)} ${short(r)} 0 1 0`;
      path += `M${short(x - r)} ${short(y)}${half} ${short(2 * r)} 0${half} ${short(-2 * r)} 0`;
    },
    clip: () => void (clip = box),
    save: () => undefined,
    restore: () => void (clip = null),
    stroke() {
      if (path === '') return;
      const about = { stroke: String(context.strokeStyle), width: context.lineWidth };
      marks.push({ kind: 'path', d: path, ...about, ...(clip ? { clip } : {}) });
    },
    strokeText: () => void (halo = String(context.strokeStyle)),
    fillText(text, x, y) {
      // Marks have their texts on the base line.
      marks.push({
        kind: 'text',
        x,
        y: y + TEXT_SIZE * 0.35,
        text,
        fill: String(context.fillStyle),
        size: TEXT_SIZE,
        anchor: ANCHORS[context.textAlign],
        bold: true,
        ...(halo === null ? {} : { halo }),
      });
      halo = null;
    },
    measureText: (text) => ({ width: textWidth(text, TEXT_SIZE) }) as TextMetrics,
  };
  draw(context);
  return marks;
}
