import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';

/** What `write` puts into a file of that name in a private folder, as a response; the folder goes when it was sent, or
 * when writing failed. */
export async function temporaryDownload(
  name: string,
  type: string,
  write: (file: string) => Promise<unknown>,
): Promise<Response> {
  const folder = await mkdtemp(path.join(tmpdir(), 'asterism-'));
  const file = path.join(folder, name);
  try {
    await write(file);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  const stream = createReadStream(file);
  stream.once('close', () => void rm(folder, { recursive: true, force: true }));
  return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, {
    headers: { 'content-type': type, 'cache-control': 'no-store' },
  });
}
