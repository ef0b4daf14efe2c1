/** The arrays of a grid and of what is found out about its cells, all over one shared buffer: it may be used again and again,
 * and of what is not needed no page is ever touched. */
export interface GridRoom {
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  readonly cellX: Float64Array;
  readonly rowY: Float64Array;
  readonly order: Uint32Array;
  readonly firstCore: Uint32Array;
  readonly parent: Int32Array;
  readonly unitLabel: Int32Array;
  readonly unitStart: Int32Array;
  readonly rowStart: Int32Array;
  /** For `CellTable`. */
  readonly table: Int32Array;
  readonly coreAt: Uint8Array;
}

/** Most places of a table of cells, used or not, for so many points. */
function tablePlaces(points: number): number {
  return 4 * points + 1024;
}

/** Bytes of the room for so many points. */
export function gridRoomBytes(points: number): number {
  return 57 * points + 8 + 4 * tablePlaces(points);
}

/** Room for so many points in a buffer of at least `gridRoomBytes`, whatever it holds. */
export function gridRoom(buffer: SharedArrayBuffer, points: number): GridRoom {
  let used = 0;
  const take = (bytes: number): number => {
    used += bytes;
    return used - bytes;
  };
  const doubles = (): Float64Array => new Float64Array(buffer, take(8 * points), points);
  const counts = (): Uint32Array => new Uint32Array(buffer, take(4 * points), points);
  const numbers = (length: number): Int32Array => new Int32Array(buffer, take(4 * length), length);
  return {
    xs: doubles(),
    ys: doubles(),
    cellX: doubles(),
    rowY: doubles(),
    order: counts(),
    firstCore: counts(),
    parent: numbers(points),
    unitLabel: numbers(points),
    unitStart: numbers(points + 1),
    rowStart: numbers(points + 1),
    table: numbers(tablePlaces(points)),
    coreAt: new Uint8Array(buffer, take(points), points),
  };
}
