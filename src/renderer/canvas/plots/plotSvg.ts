import type { DotsMark, Mark, PathMark, Raster, Sheet, TextMark } from './sheet.ts';
import { short } from './sheet.ts';

/** The sheet as an SVG document: shapes as shapes, text as text in a generic font, rasters as embedded pictures.
 * `pictureUrl` makes the data address of a raster. */
export function plotSvg(
  sheet: Sheet,
  background: string,
  title: string,
  pictureUrl: (raster: Raster) => string,
): string {
  const { width, height } = sheet;
  const rasters = sheet.rasters.map(
    (raster) =>
      `<image x="${short(raster.x)}" y="${short(raster.y)}" width="${short(raster.width)}" height="${short(raster.height)}" ` +
      `preserveAspectRatio="none" href="${escaped(pictureUrl(raster))}"/>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ` +
      `font-family="sans-serif" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="${background}"/>`,
    ...sheet.under.map(markSvg),
    ...rasters,
    ...sheet.over.map(markSvg),
    '</svg>',
    '',
  ].join('\n');
}

/** Text that no reader takes for markup. */
export function escaped(text: string): string {
  return allowed(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}

/** XML 1.0 cannot hold control characters and lone surrogates at all: they become the replacement character. */
function allowed(text: string): string {
  return [...text]
    .map((character) => {
      const code = character.codePointAt(0)!;
      const control = code < 0x20 && code !== 0x9 && code !== 0xa && code !== 0xd;
      const surrogate = code >= 0xd800 && code <= 0xdfff;
      return control || surrogate || code === 0xfffe || code === 0xffff ? '\ufffd' : character;
    })
    .join('');
}

function markSvg(mark: Mark): string {
  switch (mark.kind) {
    case 'path':
      return pathSvg(mark);
    case 'text':
      return textSvg(mark);
    case 'dots':
      return dotsSvg(mark);
  }
}

function pathSvg({ d, fill, stroke, width, dash, opacity, clip }: PathMark): string {
  if (d === '') return '';
  const path =
    `<path d="${d}" fill="${fill ?? 'none'}"` +
    (stroke ? ` stroke="${stroke}" stroke-width="${width ?? 1}" stroke-linejoin="round"` : '') +
    (dash ? ` stroke-dasharray="${dash}"` : '') +
    (opacity === undefined ? '' : ` opacity="${opacity}"`) +
    '/>';
  return clip ? clipped(clip, path) : path;
}

function textSvg({ x, y, text, fill, size, anchor, upwards, bold, halo }: TextMark): string {
  const place = upwards
    ? `transform="translate(${short(x)} ${short(y)}) rotate(-90)"`
    : `x="${short(x)}" y="${short(y)}"`;
  const haloText = halo
    ? ` stroke="${halo}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"`
    : '';
  return `<text ${place} font-size="${size}" fill="${fill}" text-anchor="${anchor}"${bold ? ' font-weight="600"' : ''}${haloText}>${escaped(text)}</text>`;
}

function dotsSvg({ x, y, radius, fill, opacity, clip, line }: DotsMark): string {
  const circles: string[] = [];
  for (let i = 0; i < x.length; i++) {
    circles.push(
      `<circle cx="${short(x[i]!)}" cy="${short(y[i]!)}" r="${short(radius[i]!)}" ${line === undefined ? 'fill' : 'stroke'}="${fill[i]!}"/>`,
    );
  }
  return clipped(
    clip,
    `<g ${line === undefined ? 'fill-opacity' : `fill="none" stroke-width="${line}" stroke-opacity`}="${opacity}">\n${circles.join('\n')}\n</g>`,
  );
}

/** A nested svg clips without needing an id that could clash. */
function clipped(
  clip: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  content: string,
): string {
  const box = [clip.x, clip.y, clip.width, clip.height].map(short);
  return (
    `<svg x="${box[0]}" y="${box[1]}" width="${box[2]}" height="${box[3]}" viewBox="${box.join(' ')}" ` +
    `overflow="hidden">${content}</svg>`
  );
}
