import { isSmooth, type Frame, type Painter } from './painter.ts';
import type { Colour } from './palette.ts';
import { placeTile } from './placement.ts';
import { FRAGMENT_SHADER, VERTEX_SHADER } from './shaders.ts';
import type { Tile } from './tileGrid.ts';
import type { Display } from './viewer.ts';

/** Texels in a row of the table's texture; tables are longer than the widest texture everybody allows. */
const TABLE_WIDTH = 256;
const UNIFORMS = [
  'u_target',
  'u_source',
  'u_tile',
  'u_table',
  'u_size',
  'u_low',
  'u_scale',
  'u_last',
  'u_missing',
  'u_smooth',
] as const;

/** Largest float32, for uniforms that must not be infinite. */
const LARGEST_FLOAT = 3.4e38;

/** Names by which drivers without hardware call themselves. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|lavapipe|software|basic render/i;

export interface WebglPainterOptions {
  /** Accept a software renderer too, which is slower than Canvas2D. */
  readonly allowSoftware: boolean;
  /** The context is gone and nothing more can be painted here. */
  onlost(): void;
}

/** Paints by WebGL2 with float tiles and a table texture; null where there is no WebGL2 on real hardware. */
export function createWebglPainter(document: Document, options: WebglPainterOptions): Painter | null {
  const element = document.createElement('canvas');
  const gl = element.getContext('webgl2', {
    alpha: false,
    antialias: false,
    depth: false,
    failIfMajorPerformanceCaveat: !options.allowSoftware,
  });
  if (!gl) return null;
  const program = options.allowSoftware || !SOFTWARE.test(rendererName(gl)) ? link(gl) : null;
  if (program) return painterOf(element, gl, program, options.onlost);
  releaseContext(gl);
  return null;
}

function painterOf(
  element: HTMLCanvasElement,
  gl: WebGL2RenderingContext,
  program: WebGLProgram,
  onlost: () => void,
): Painter {
  const at = Object.fromEntries(
    UNIFORMS.map((name) => [name, gl.getUniformLocation(program, name)]),
  ) as Record<(typeof UNIFORMS)[number], WebGLUniformLocation | null>;
  const table = gl.createTexture();
  const textures = new Map<Tile, WebGLTexture>();
  let tabled: Display | null = null;
  element.addEventListener('webglcontextlost', onlost);

  function uploadTable(display: Display): void {
    gl.activeTexture(gl.TEXTURE1);
    gl.bindTexture(gl.TEXTURE_2D, table);
    if (tabled === display) return;
    const rows = Math.ceil(display.colours.length / TABLE_WIDTH);
    const texels = new Uint32Array(rows * TABLE_WIDTH);
    texels.set(display.colours);
    upload(gl, gl.RGBA8, TABLE_WIDTH, rows, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(texels.buffer));
    tabled = display;
  }

  function bindTile(tile: Tile): void {
    gl.activeTexture(gl.TEXTURE0);
    const known = textures.get(tile);
    if (known) {
      gl.bindTexture(gl.TEXTURE_2D, known);
      return;
    }
    const texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, texture);
    upload(gl, gl.R32F, tile.width, tile.height, gl.RED, gl.FLOAT, tile.pixels);
    textures.set(tile, texture);
  }

  function prepare(frame: Frame): void {
    for (const tile of frame.tiles) bindTile(tile);
  }

  function paint(frame: Frame): void {
    clear(frame.background);
    const { display, offset, viewport, image, devicePixelRatio } = frame;
    gl.useProgram(program);
    uploadTable(display);
    gl.uniform1i(at.u_tile, 0);
    gl.uniform1i(at.u_table, 1);
    gl.uniform1f(at.u_low, display.low - offset);
    gl.uniform1f(at.u_scale, scaleOfLimits(display));
    gl.uniform1i(at.u_last, display.colours.length - 1);
    gl.uniform4f(at.u_missing, ...rgba(display.missing));
    for (const tile of frame.tiles) {
      const place = placeTile(tile, viewport, image, devicePixelRatio);
      if (!place) continue;
      bindTile(tile);
      gl.uniform2i(at.u_size, tile.width, tile.height);
      gl.uniform1i(at.u_smooth, isSmooth(tile, frame) ? 1 : 0);
      gl.uniform4f(at.u_source, place.sourceX0, place.sourceY0, place.sourceX1, place.sourceY1);
      const x = (device: number): number => (2 * device) / element.width - 1;
      const y = (device: number): number => 1 - (2 * device) / element.height;
      gl.uniform4f(at.u_target, x(place.left), y(place.bottom), x(place.right), y(place.top));
      gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
    }
  }

  function clear({ red, green, blue }: Colour): void {
    gl.clearColor(red / 255, green / 255, blue / 255, 1);
    gl.clear(gl.COLOR_BUFFER_BIT);
  }

  function resize(width: number, height: number): void {
    element.width = width;
    element.height = height;
    gl.viewport(0, 0, width, height);
  }

  function forget(tile: Tile): void {
    gl.deleteTexture(textures.get(tile) ?? null);
    textures.delete(tile);
  }

  function destroy(): void {
    element.removeEventListener('webglcontextlost', onlost);
    textures.clear();
    releaseContext(gl);
    element.remove();
  }

  return { kind: 'webgl', element, prepare, paint, clear, resize, forget, destroy };
}

/** Browsers keep few contexts; this one goes now rather than when it is collected. */
function releaseContext(gl: WebGL2RenderingContext): void {
  gl.getExtension('WEBGL_lose_context')?.loseContext();
}

function rendererName(gl: WebGL2RenderingContext): string {
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  return String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
}

function upload(
  gl: WebGL2RenderingContext,
  internal: number,
  width: number,
  height: number,
  format: number,
  type: number,
  data: ArrayBufferView,
): void {
  gl.texImage2D(gl.TEXTURE_2D, 0, internal, width, height, 0, format, type, data);
  for (const filter of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER])
    gl.texParameteri(gl.TEXTURE_2D, filter, gl.NEAREST);
  for (const wrap of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T])
    gl.texParameteri(gl.TEXTURE_2D, wrap, gl.CLAMP_TO_EDGE);
}

function link(gl: WebGL2RenderingContext): WebGLProgram | null {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, VERTEX_SHADER],
    [gl.FRAGMENT_SHADER, FRAGMENT_SHADER],
  ] as const) {
    const shader = gl.createShader(type);
    if (!shader) return null;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  return gl.getProgramParameter(program, gl.LINK_STATUS) === true ? program : null;
}

/** Limits that coincide send everything above them to the last entry, as in core/stretch. */
function scaleOfLimits({ low, high }: Display): number {
  return Math.min(high > low ? 1 / (high - low) : Infinity, LARGEST_FLOAT);
}

function rgba(abgr: number): [number, number, number, number] {
  return [(abgr & 255) / 255, ((abgr >>> 8) & 255) / 255, ((abgr >>> 16) & 255) / 255, 1];
}
