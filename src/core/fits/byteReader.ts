/** Random access to the bytes of a file, synchronous because files are parsed only in workers. */
export interface ByteReader {
  readonly size: number;
  /** Exactly `length` bytes from `offset`, or fewer only where the file ends.
   * The bytes may be overwritten by the next read: keep a copy, not the view. */
  read(offset: number, length: number): Uint8Array;
}

/** A reader over bytes that are already in memory. */
export function readerOfBytes(bytes: Uint8Array): ByteReader {
  return {
    size: bytes.length,
    read: (offset, length) => bytes.subarray(offset, Math.min(bytes.length, offset + length)),
  };
}
