import { plotSvg } from './plotSvg.ts';
import type { Box } from './plotTypes.ts';
import type { DotsMark, Mark, PathMark, Raster, Sheet, TextMark } from './sheet.ts';

/** Puts the rasters where they belong on the canvas over a plot, pixel for pixel. */
export function paintRasters(canvas: HTMLCanvasElement, sheet: Sheet, ratio: number): void {
  const width = Math.round(sheet.width * ratio);
  const height = Math.round(sheet.height * ratio);
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const context = canvas.getContext('2d');
  if (!context) return;
  context.clearRect(0, 0, width, height);
  for (const { x, y, pixels, columns, rows } of sheet.rasters) {
    context.putImageData(new ImageData(pixels, columns, rows), Math.round(x * ratio), Math.round(y * ratio));
  }
}

/** The whole plot as a PNG file with `ratio` pixels per CSS pixel, for which the sheet was drawn. */
export async function plotPng(
  document: Document,
  sheet: Sheet,
  background: string,
  ratio: number,
): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(sheet.width * ratio);
  canvas.height = Math.round(sheet.height * ratio);
  const context = canvas.getContext('2d')!;
  context.fillStyle = background;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(ratio, ratio);
  for (const mark of sheet.under) paintMark(context, mark);
  for (const raster of sheet.rasters) {
    context.drawImage(pictureOf(document, raster), raster.x, raster.y, raster.width, raster.height);
  }
  for (const mark of sheet.over) paintMark(context, mark);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error(`The browser made no PNG of ${canvas.width} x ${canvas.height} pixels.`));
    }, 'image/png');
  });
}

/** The whole plot as an SVG file, its rasters as embedded PNG pictures. */
export function plotSvgFile(document: Document, sheet: Sheet, background: string, title: string): Blob {
  const svg = plotSvg(sheet, background, title, (raster) =>
    pictureOf(document, raster).toDataURL('image/png'),
  );
  return new Blob([svg], { type: 'image/svg+xml' });
}

/** The label of a plot as a file name that every system takes. */
export function plotFileStem(label: string): string {
  const stem = label.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '');
  return stem.slice(0, 80) || 'plot';
}

function pictureOf(document: Document, { pixels, columns, rows }: Raster): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = columns;
  canvas.height = rows;
  canvas.getContext('2d')?.putImageData(new ImageData(pixels, columns, rows), 0, 0);
  return canvas;
}

function paintMark(context: CanvasRenderingContext2D, mark: Mark): void {
  context.save();
  switch (mark.kind) {
    case 'path':
      paintPath(context, mark);
      break;
    case 'text':
      paintText(context, mark);
      break;
    case 'dots':
      paintDots(context, mark);
      break;
  }
  context.restore();
}

function clipTo(context: CanvasRenderingContext2D, { x, y, width, height }: Box): void {
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
}

function paintPath(context: CanvasRenderingContext2D, mark: PathMark): void {
  if (mark.clip) clipTo(context, mark.clip);
  const path = new Path2D(mark.d);
  context.globalAlpha = mark.opacity ?? 1;
  if (mark.fill) {
    context.fillStyle = mark.fill;
    context.fill(path);
  }
  if (!mark.stroke) return;
  context.strokeStyle = mark.stroke;
  context.lineWidth = mark.width ?? 1;
  context.lineJoin = 'round';
  if (mark.dash) context.setLineDash(mark.dash.split(' ').map(Number));
  context.stroke(path);
}

function paintText(context: CanvasRenderingContext2D, mark: TextMark): void {
  context.font = `${mark.bold ? '600 ' : ''}${mark.size}px sans-serif`;
  context.fillStyle = mark.fill;
  context.textAlign = mark.anchor === 'middle' ? 'center' : mark.anchor;
  context.translate(mark.x, mark.y);
  if (mark.upwards) context.rotate(-Math.PI / 2);
  if (mark.halo) {
    context.strokeStyle = mark.halo;
    context.lineWidth = 3;
    context.lineJoin = 'round';
    context.strokeText(mark.text, 0, 0);
  }
  context.fillText(mark.text, 0, 0);
}

function paintDots(context: CanvasRenderingContext2D, mark: DotsMark): void {
  clipTo(context, mark.clip);
  context.globalAlpha = mark.opacity;
  context.lineWidth = mark.line ?? 1;
  for (let i = 0; i < mark.x.length; i++) {
    context.fillStyle = context.strokeStyle = mark.fill[i]!;
    context.beginPath();
    context.arc(mark.x[i]!, mark.y[i]!, mark.radius[i]!, 0, 2 * Math.PI);
    if (mark.line === undefined) context.fill();
    else context.stroke();
  }
}
