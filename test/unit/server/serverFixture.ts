import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startServer, type RunningServer } from '../../../src/server/index.ts';

export interface Adopted {
  readonly path: string;
  readonly name: string | undefined;
}

interface FixtureOptions {
  /** Files of the offered folder, by relative path. */
  readonly files?: Readonly<Record<string, string>>;
  /** Files of the page. */
  readonly page?: Readonly<Record<string, string>>;
  readonly offered?: readonly string[];
}

const PAGE = { 'index.html': '<!doctype html><title>page</title>', 'assets/index-1.js': 'export {};' };

/** A server over a stand-in engine that records what it was asked. */
export class ServerFixture {
  readonly requests: Request[] = [];
  readonly adopted: Adopted[] = [];
  /** What the engine answers; tests replace it. */
  answer: (request: Request) => Response | Promise<Response> = () => Response.json({ ok: true });

  readonly folder: string;
  readonly offered: string;
  server!: RunningServer;
  #bearer: string | null = null;

  private constructor(folder: string, offered: string) {
    this.folder = folder;
    this.offered = offered;
  }

  static async start(options: FixtureOptions = {}): Promise<ServerFixture> {
    const folder = await mkdtemp(path.join(tmpdir(), 'asterism-test-'));
    const page = path.join(folder, 'page');
    const offered = path.join(folder, 'offered');
    await mkdir(offered, { recursive: true });
    await writeFile(path.join(folder, 'secret.fits'), 'secret');
    await writeFiles(page, options.page ?? PAGE);
    await writeFiles(offered, options.files ?? {});
    const fixture = new ServerFixture(folder, offered);
    fixture.server = await startServer({
      engine: {
        fetch: async (request) => {
          fixture.requests.push(request);
          return fixture.answer(request);
        },
        adoptPath: (file, adoptOptions) => {
          fixture.adopted.push({ path: file, name: adoptOptions?.name });
          return `h${fixture.adopted.length}`;
        },
      },
      rendererDir: page,
      offered: options.offered ?? [offered],
    }).catch(async (error: unknown) => {
      await rm(folder, { recursive: true });
      throw error;
    });
    return fixture;
  }

  get base(): string {
    return `http://127.0.0.1:${this.server.port}`;
  }

  get token(): string {
    return new URL(this.server.url).hash.slice('#token='.length);
  }

  exchange(token: string): Promise<Response> {
    return fetch(`${this.base}/session`, { method: 'POST', body: JSON.stringify({ token }) });
  }

  async bearer(): Promise<string> {
    this.#bearer ??= ((await (await this.exchange(this.token)).json()) as { bearer: string }).bearer;
    return this.#bearer;
  }

  async send(address: string, init: RequestInit = {}): Promise<Response> {
    const authorization = `Bearer ${await this.bearer()}`;
    return fetch(this.base + address, {
      method: 'POST',
      ...init,
      headers: { authorization, ...init.headers },
    });
  }

  async post(address: string, body: unknown): Promise<Response> {
    return this.send(address, { body: JSON.stringify(body) });
  }

  /** A request with headers and an address that fetch would not send. */
  raw(
    address: string,
    headers: Record<string, string> = {},
    method = 'GET',
    body = '',
  ): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port: this.server.port, path: address, headers, method };
      httpRequest(options, (response) => {
        response.resume();
        resolve(response);
      })
        .on('error', reject)
        .end(body);
    });
  }

  async close(): Promise<void> {
    await this.server.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

export async function errorCode(response: Response): Promise<string> {
  return ((await response.json()) as { error: { code: string } }).error.code;
}

async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
}
