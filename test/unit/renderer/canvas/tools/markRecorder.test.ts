import { describe, expect, it } from 'vitest';
import { recordMarks } from '../../../../../src/renderer/canvas/tools/markRecorder.ts';
import { strokeWithHalo, textWithHalo } from '../../../../../src/renderer/canvas/tools/halo.ts';

describe('what a tool draws, as marks', () => {
  it('keeps a line with its rim, within the clip, and no longer than it lasts', () => {
    const marks = recordMarks((context) => {
      context.save();
      context.beginPath();
      context.rect(1, 2, 30, 40);
      context.clip();
      context.beginPath();
      context.moveTo(3, 4);
      context.lineTo(5, 6.5);
      strokeWithHalo(context, '#fff', 2);
      context.restore();
      context.beginPath();
      context.arc(10, 10, 3, 0, 7);
      context.stroke();
    });
    expect(marks).toHaveLength(3);
    const clip = { x: 1, y: 2, width: 30, height: 40 };
    expect(marks[0]).toMatchObject({ kind: 'path', d: 'M3 4L5 6.5', width: 4, clip });
    expect(marks[1]).toMatchObject({ stroke: '#fff', width: 2, clip });
    expect(marks[2]).toMatchObject({ d: 'M7 10a3 3 0 1 0 6 0a3 3 0 1 0 -6 0' });
    expect(marks[2]).not.toHaveProperty('clip');
  });

  it('keeps a text once, with its rim and its side', () => {
    const marks = recordMarks((context) => {
      context.textAlign = 'right';
      textWithHalo(context, '12h', 50, 20, '#eee');
      textWithHalo(context, '+3', 60, 20, '#eee');
    });
    expect(marks.map((mark) => mark.kind === 'text' && [mark.text, mark.anchor, mark.x, mark.fill])).toEqual([
      ['12h', 'end', 50, '#eee'],
      ['+3', 'end', 60, '#eee'],
    ]);
    expect(marks.every((mark) => mark.kind === 'text' && mark.halo !== undefined)).toBe(true);
  });
});
