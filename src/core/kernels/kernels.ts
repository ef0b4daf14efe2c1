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

export interface MiddlesRequest {
  /** Byte address of (rows + size - 1) x (width + size - 1) different u32 below `total`, packed: places of values in an order. Those
   * from `end` on are left out. */
  readonly ranks: number;
  readonly total: number;
  readonly end: number;
  readonly width: number;
  readonly rows: number;
  /** Side of the window, odd. */
  readonly size: number;
  /** Byte address of rows * width pairs of u32. */
  readonly out: number;
  /** Byte address of 8 bytes for each 64 of `total`, and 8 more. */
  readonly scratch: number;
}

/** Pixels are in blocks of 8 columns; all numbers are float64. */
export interface BallRequest {
  /** Byte address of 2 reach + 1 rows of blocks + 2 side blocks, `pitch` bytes apart; the middle one is that of the results, which
   * begin at its block `side`. Missing pixels are +Infinity. */
  readonly pixels: number;
  readonly pitch: number;
  /** Byte addresses of the minimum of each block, rows pitch / 8 bytes apart, and, for each block of the results, of the minimum
   * of it and `side` blocks on either side, rows 16 side bytes less apart. */
  readonly minima: number;
  readonly rowMinima: number;
  /** Byte address of the ball's height above its lowest point, 0 … reach rows away. A row has it for dx = -8 (side + 1) … 8 (side + 1) - 1
   * (+Infinity beyond the ball), and then the lowest of any pixels of two blocks that are 0 … side blocks apart. */
  readonly rise: number;
  readonly reach: number;
  /** ceil(reach / 8). */
  readonly side: number;
  readonly blocks: number;
  /** Byte address of the results, where the values lie that they are to be lower than. */
  readonly out: number;
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

export interface BilateralRequest extends WindowRequest {
  /** Odd side of the window. */
  readonly side: number;
  /** Byte address of the side * side weights of place, of the pixel type. */
  readonly places: number;
  /** A difference in value times it, squared, is the exponent of its weight. Rounded to the pixel type. */
  readonly perValue: number;
}

/** Pixels of a rectangle, and those (dx, dy) away; dy >= 0. Byte addresses are multiples of 16 except that of the values. */
export interface PatchPairsRequest {
  readonly type: PixelType;
  /** Byte address of the rectangle's first pixel. `radius` more pixels than a shift reaches lie on every side of it; rows are
   * `pitch` pixels apart. */
  readonly values: number;
  readonly pitch: number;
  readonly width: number;
  readonly rows: number;
  readonly dx: number;
  readonly dy: number;
  /** A patch has 2 radius pixels a side: -radius + 1 … radius. */
  readonly radius: number;
  /** What a sum over a patch is multiplied with, and what is taken off each square in it. Rounded to the pixel type. */
  readonly scale: number;
  readonly noise: number;
  /** Whether some value is not finite. */
  readonly holes: boolean;
  /** Byte addresses of what is added to, in rows `sumPitch` pixels apart, a multiple of 4 not below `width`. */
  readonly sums: number;
  readonly weights: number;
  readonly sumPitch: number;
  /** Byte addresses of (rows + dy + 2 radius) (width + |dx| + 2 radius + 3) pixels each; `known` only where there are holes. */
  readonly distances: number;
  readonly known: number;
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
  /** The ranks of the two values in the middle of each window, the same twice where an odd number is left, 2^32 - 1 where none is. */
  middles(request: MiddlesRequest): void;
  /** The lowest sum of a pixel and the ball's height there around each pixel. */
  ball(request: BallRequest): void;
  /** The smallest or largest value of each window, NaN left out; NaN where there is no other. -0 counts as 0. */
  extremum(request: ExtremumRequest): void;
  /** Counts pixels by bin: edges[i] <= v < edges[i + 1], the last one also its upper edge; others and NaN are left out. */
  levelCounts(request: LevelCountsRequest): void;
  /** 1 where a pixel exceeds its mean, else 0, in the arithmetic of the pixel type; how many of them are unsure. That is so, too,
   * where the difference is not finite, unless the pixel is NaN. */
  aboveMeans(request: AboveMeansRequest): number;
  /** The mean of each window, weighted by place and by nearness to its middle in value; sums in the pixel type. What is not
   * finite is left out, and stays what it is. */
  bilateral(request: BilateralRequest): void;
  /** Adds to each pixel's sums and weights the difference and the weight of its two partners in non-local means: first the one at
   * (dx, dy), then the one at (-dx, -dy). All in the pixel type. */
  patchPairs(request: PatchPairsRequest): void;
}
