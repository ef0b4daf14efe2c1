import type { PixelType } from './pixels.ts';

/** Bytes that a kernel may read, and never uses, past the end of the pixels it is given. */
export const KERNEL_SLACK_BYTES = 64;
/** Most columns that one call of `peaks` looks at. */
export const MAX_PEAK_COLUMNS = 65_528;

/** How many peaks share one block maximum. */
export const PEAK_BLOCK = 32;

export interface ScanRequest {
  readonly type: PixelType;
  /** Byte address and number of the pixels. */
  readonly pointer: number;
  readonly count: number;
  /** Finite values <= low are collected at `lows`, those >= high at `highs`; -Infinity and Infinity collect none.
   * Both must be numbers of the pixel type. */
  readonly low: number;
  readonly high: number;
  /** Byte addresses, with room for `count` + 4 values each. */
  readonly lows: number;
  readonly highs: number;
}

export interface ScanResult {
  /** Over the finite pixels; Infinity and -Infinity where there are none. */
  readonly minimum: number;
  readonly maximum: number;
  readonly nonFinite: number;
  readonly lowCount: number;
  readonly highCount: number;
}

export interface PeaksRequest {
  readonly type: PixelType;
  /** Byte address of the first of `rows` rows of `width` pixels. */
  readonly pointer: number;
  readonly width: number;
  readonly rows: number;
  /** Whether the row before the first and the row after the last are in memory, and looked at. */
  readonly haloTop: 0 | 1;
  readonly haloBottom: 0 | 1;
  /** Columns x0 … x1 - 1 are judged, at most MAX_PEAK_COLUMNS of them. */
  readonly x0: number;
  readonly x1: number;
  /** Maxima below it are counted but not kept; -Infinity keeps all. A number of the pixel type. */
  readonly floor: number;
  /** Added to the number `row * width + x` of a kept maximum (modulo 2^32). */
  readonly base: number;
  /** Byte addresses for the kept maxima, with room for rows * (x1 - x0) + 1 of u32 and of the pixel type. */
  readonly offsets: number;
  readonly values: number;
  /** Byte address of 2 * (x1 - x0) + 16 bytes. */
  readonly scratch: number;
}

export interface PeaksResult {
  /** All maxima, and those kept, which come by row, then column. */
  readonly count: number;
  readonly kept: number;
}

export interface AssignRequest {
  /** Byte address of the first of `columns` float64 columns of `count` values, `stride` bytes apart. */
  readonly pointer: number;
  readonly stride: number;
  readonly columns: number;
  readonly count: number;
  /** Byte address of `clusters` records of 1 + `columns` float64: the square of the centre, then -2 times its coordinates. */
  readonly centres: number;
  readonly clusters: number;
  /** Byte address of the labels, int32, before and after. */
  readonly labels: number;
  /** Byte address of `clusters` records of 1 + `columns` float64, to which rows and their values are added. */
  readonly sums: number;
}

/** A window's surroundings: `pointer` is the byte address of the first pixel that any window covers, rows are `pitch` bytes
 * apart, and rows * width pixels of the same type are written, packed, at `out`. */
interface WindowRequest {
  readonly type: PixelType;
  readonly pointer: number;
  readonly pitch: number;
  readonly width: number;
  readonly rows: number;
  readonly out: number;
}

export interface SeparableRequest extends WindowRequest {
  /** Whether the sums of float32 pixels are float32 or float64; those of float64 pixels are float64. */
  readonly sums: PixelType;
  /** Byte addresses of the weights, of the type of the sums, and their (odd) numbers. */
  readonly weightsY: number;
  readonly tapsY: number;
  readonly weightsX: number;
  readonly tapsX: number;
  /** Byte address of 32 (width + tapsX + 8) bytes. */
  readonly scratch: number;
}

export interface MedianRequest extends WindowRequest {
  readonly size: 3 | 5;
  /** Byte address of `size` rows of width + 12 pixels. */
  readonly scratch: number;
}

export interface ExtremumRequest extends WindowRequest {
  readonly extremum: 'min' | 'max';
  readonly sizeX: number;
  readonly sizeY: number;
  /** Byte address of 4 (rows + 12) W + 16 max(sizeX, sizeY) bytes, W being width + sizeX + 15. */
  readonly scratch: number;
}

export interface LevelCountsRequest {
  readonly type: PixelType;
  readonly pointer: number;
  readonly count: number;
  /** Byte address of `bins` + 1 float64 that never fall, finite, in nearly equal steps. */
  readonly edges: number;
  readonly bins: number;
  /** The most by which an edge, or the place of a pixel between the edges when reckoned in the pixel type, is off equal steps, in
   * steps; half a step or more where that is not known. */
  readonly margin: number;
  /** Byte address of four tables of `bins` u32, to any of which is added. */
  readonly tables: number;
  /** Byte address of 65536 u32, of at most 256 bins, or 0: there two neighbours may be counted at once, whose bins are the low and
   * the high byte of the place. */
  readonly pairs: number;
}

export interface AboveMeansRequest {
  readonly type: PixelType;
  /** Byte addresses of `count` pixels, and of what they are compared with. */
  readonly pixels: number;
  readonly means: number;
  readonly count: number;
  /** Taken off the means. This and the two that follow are rounded to the pixel type. */
  readonly offset: number;
  /** A pixel that is not more than relative |mean| + absolute away is unsure. */
  readonly relative: number;
  readonly absolute: number;
  /** Byte addresses of `count` float32 marks and, for the numbers of the unsure pixels, of `count` u32. */
  readonly out: number;
  readonly unsure: number;
}

/** The inner loops, behind one interface: WebAssembly SIMD where it is there, plain JavaScript else.
 *
 * Both give the same bytes. Pixels are addressed by byte in `memory`, and so are the results; every address is a
 * multiple of the element's size, and KERNEL_SLACK_BYTES beyond the last pixel must be inside the memory. */
export interface Kernels {
  readonly kind: 'simd' | 'scalar';
  /** The memory that pieces live in; its `buffer` is replaced when it grows, which leaves old views empty. */
  readonly memory: { readonly buffer: ArrayBuffer };
  /** Takes memory (aligned to 64 bytes, with the slack behind it) until `release` of an earlier mark; may grow the memory.
   * Memory past the last allocation is kept for the next one. */
  allocate(bytes: number): number;
  mark(): number;
  release(mark: number): void;
  /** Reverses the bytes of each pixel, in place. */
  swap(type: PixelType, pointer: number, count: number): void;
  /** Finite extremes, the number of non-finite pixels and the tails of the values, in one look. */
  scan(request: ScanRequest): ScanResult;
  /** Finite pixels that no finite pixel of their 3x3 neighbourhood exceeds; columns outside the plane do not count. */
  peaks(request: PeaksRequest): PeaksResult;
  /** The largest of each 32 (PEAK_BLOCK) values, fewer in the last block: ceil(count / 32) values at `out`. None may be NaN. */
  blockMaxima(type: PixelType, pointer: number, count: number, out: number): void;
  /** Means of the finite pixels of cells of 4 columns (fewer at the right edge) and `rows` (1 to 4) rows, NaN where there
   * are none: ceil(width / 4) values of the pixel type at `out`. Sums are float64, in one fixed order. */
  mean4x4(type: PixelType, pointer: number, width: number, rows: number, out: number): void;
  /** Takes its mean off each of `columns` float64 columns of `count` values, `stride` bytes apart, in place. At `centres`, for
   * each column, what was taken off (NaN where the sum is not finite) and the sum of what is left, which rounding keeps
   * from being 0. Where `count` is odd a 0 is written behind the last value. */
  centre(pointer: number, stride: number, columns: number, count: number, centres: number): void;
  /** Sums of products of each two of `columns` (a multiple of 3) float64 columns of `count` values; where `count` is odd a 0
   * stands behind each. For columns i >= j two float64 at `out` + 16 (i (i + 1) / 2 + j): the sums over even and odd rows. */
  gram(pointer: number, stride: number, columns: number, count: number, out: number): void;
  /** Gives each row the label of its nearest centre (the first of equal ones) and adds it to that centre's sums, row by
   * row; how many labels changed. */
  assign(request: AssignRequest): number;
  /** Convolution along y, rounded to the pixel type, then along x. A sum takes its products in the order of the pixels. */
  separable(request: SeparableRequest): void;
  /** The middle value of each window of size * size pixels; any value where one of them is NaN. -0 counts as 0. */
  median(request: MedianRequest): void;
  /** The smallest or largest value of each window, NaN left out; NaN where there is no other. -0 counts as 0. */
  extremum(request: ExtremumRequest): void;
  /** Counts pixels by bin: edges[i] <= v < edges[i + 1], the last one also its upper edge; others and NaN are left out. */
  levelCounts(request: LevelCountsRequest): void;
  /** 1 where a pixel exceeds its mean, else 0, in the arithmetic of the pixel type; how many of them are unsure. That is so, too,
   * where the difference is not finite, unless the pixel is NaN. */
  aboveMeans(request: AboveMeansRequest): number;
}
