/** Bytes as an answer of the engine. */
export function binaryResponse(bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): Response {
  return streamedResponse(bytes, bytes.byteLength);
}

/** The same of bytes that are still to come, with how many there will be. */
export function streamedResponse(
  body: ArrayBuffer | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>,
  bytes: number,
): Response {
  return new Response(body, {
    headers: {
      'content-type': 'application/octet-stream',
      'content-length': String(bytes),
      'cache-control': 'no-store',
    },
  });
}
