/** Binary columns: a little-endian uint32 with the length of a JSON head, the head, padding to 8 bytes, then the
 * columns one after another, each starting at a multiple of 8 bytes. */
export interface ColumnHead {
  readonly count: number;
  readonly columns: readonly { readonly name: string; readonly type: 'float32' | 'float64' }[];
}

export type Column = Float32Array | Float64Array;

const align8 = (bytes: number): number => (bytes + 7) & ~7;

/** Packs columns of equal length. The head's text is ASCII by construction (names are ours). */
export function packColumns(columns: Readonly<Record<string, Column>>): Uint8Array<ArrayBuffer> {
  const entries = Object.entries(columns);
  const head: ColumnHead = {
    count: entries[0]?.[1].length ?? 0,
    columns: entries.map(([name, data]) => ({
      name,
      type: data instanceof Float32Array ? 'float32' : 'float64',
    })),
  };
  const text = JSON.stringify(head);
  let size = align8(4 + text.length);
  for (const [, data] of entries) size += align8(data.byteLength);
  const bytes = new Uint8Array(size);
  new DataView(bytes.buffer).setUint32(0, text.length, true);
  for (let i = 0; i < text.length; i++) bytes[4 + i] = text.charCodeAt(i);
  let at = align8(4 + text.length);
  for (const [, data] of entries) {
    bytes.set(new Uint8Array(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength), at);
    at += align8(data.byteLength);
  }
  return bytes;
}

/** Views of the columns in a packed buffer, without copying. */
export function unpackColumns(buffer: ArrayBuffer): { count: number; columns: Map<string, Column> } {
  const length = new DataView(buffer).getUint32(0, true);
  const text = String.fromCharCode(...new Uint8Array(buffer, 4, length));
  const head = JSON.parse(text) as ColumnHead;
  const columns = new Map<string, Column>();
  let at = align8(4 + length);
  for (const { name, type } of head.columns) {
    const column =
      type === 'float32'
        ? new Float32Array(buffer, at, head.count)
        : new Float64Array(buffer, at, head.count);
    columns.set(name, column);
    at += align8(column.byteLength);
  }
  return { count: head.count, columns };
}
