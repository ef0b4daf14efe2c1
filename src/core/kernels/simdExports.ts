/** What an instance of the WASM module exports (src/core/kernels/simd); the worker instantiates it. */
export interface SimdExports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  initialise(): number;
  swap32(pointer: number, count: number): void;
  swap64(pointer: number, count: number): void;
  scan32(
    pointer: number,
    count: number,
    low: number,
    high: number,
    lows: number,
    highs: number,
    result: number,
  ): void;
  peaks32(
    pointer: number,
    width: number,
    rows: number,
    haloTop: number,
    haloBottom: number,
    x0: number,
    x1: number,
    floor: number,
    base: number,
    offsets: number,
    values: number,
    scratch: number,
    result: number,
  ): number;
  blockMaxima32(pointer: number, count: number, out: number): void;
  mean4x4(pointer: number, width: number, rows: number, out: number): void;
  centre64(pointer: number, stride: number, columns: number, count: number, centres: number): void;
  gram64(pointer: number, stride: number, columns: number, count: number, out: number): void;
  readonly separable32: Separable;
  readonly separable64: Separable;
  readonly separableWide: Separable;
  readonly median3x3f32: Median;
  readonly median3x3f64: Median;
  readonly median5x5f32: Median;
  readonly median5x5f64: Median;
  middles(
    ranks: number,
    width: number,
    rows: number,
    size: number,
    total: number,
    end: number,
    out: number,
    scratch: number,
  ): void;
  ball64(
    pixels: number,
    pitch: number,
    minima: number,
    rowMinima: number,
    rise: number,
    reach: number,
    side: number,
    blocks: number,
    out: number,
  ): void;
  slidingExtremum32(
    pointer: number,
    pitch: number,
    width: number,
    rows: number,
    sizeX: number,
    sizeY: number,
    flip: number,
    out: number,
    scratch: number,
  ): void;
  levelCounts32(
    pointer: number,
    count: number,
    edges: number,
    bins: number,
    margin: number,
    tables: number,
  ): void;
  levelPairs32(
    pointer: number,
    count: number,
    edges: number,
    bins: number,
    margin: number,
    table: number,
    pairs: number,
  ): void;
  aboveMeans32(
    pixels: number,
    means: number,
    count: number,
    offset: number,
    relative: number,
    absolute: number,
    out: number,
    unsure: number,
  ): number;
  readonly bilateral32: Bilateral;
  readonly bilateral64: Bilateral;
  readonly patchPairs32: PatchPairs;
  readonly patchPairs64: PatchPairs;
  assign64(
    pointer: number,
    stride: number,
    columns: number,
    count: number,
    centres: number,
    clusters: number,
    labels: number,
    sums: number,
  ): number;
}

type Separable = (
  pointer: number,
  pitch: number,
  width: number,
  rows: number,
  weightsY: number,
  tapsY: number,
  weightsX: number,
  tapsX: number,
  out: number,
  scratch: number,
) => void;

type Median = (
  pointer: number,
  pitch: number,
  width: number,
  rows: number,
  out: number,
  scratch: number,
) => void;

type Bilateral = (
  pointer: number,
  pitch: number,
  width: number,
  rows: number,
  side: number,
  places: number,
  perValue: number,
  out: number,
) => void;

type PatchPairs = (
  values: number,
  pitch: number,
  width: number,
  rows: number,
  dx: number,
  dy: number,
  radius: number,
  scale: number,
  noise: number,
  holes: boolean,
  sums: number,
  weights: number,
  sumPitch: number,
  distances: number,
  known: number,
) => void;
