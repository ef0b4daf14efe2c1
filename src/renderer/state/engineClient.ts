import { AppError, errorFromRecord, type ErrorRecord } from '../../core/errors/index.ts';
import {
  ENDPOINTS,
  WINDOW_HEADER,
  type Answer,
  type Body,
  type EndpointName,
  type Endpoints,
  type EngineEvent,
} from '../../shared/index.ts';

type NamesThatAnswer<Kind extends string> = {
  [Name in EndpointName]: Endpoints[Name]['answers'] extends Kind ? Name : never;
}[EndpointName];
export type JsonName = {
  [Name in EndpointName]: Endpoints[Name] extends { answers: 'json' } ? Name : never;
}[EndpointName];
export type BinaryName = Exclude<NamesThatAnswer<'binary' | 'events' | 'download'>, 'events'>;

export interface EngineClientOptions {
  /** The address that `api/…` is relative to. */
  readonly base: string;
  readonly windowId: string;
  /** Headers that prove who asks, in the browser host; none in Electron. */
  readonly authorization: () => Readonly<Record<string, string>>;
  readonly fetch?: typeof fetch;
}

/** The window's only way to the engine: one typed call per endpoint, and one stream of events. */
export class EngineClient {
  readonly #options: EngineClientOptions;
  readonly #fetch: typeof fetch;

  constructor(options: EngineClientOptions) {
    this.#options = options;
    this.#fetch = options.fetch ?? ((input, init) => fetch(input, init));
  }

  async call<Name extends JsonName>(
    name: Name,
    body: Body<Name>,
    signal?: AbortSignal,
  ): Promise<Answer<Name>> {
    const response = await this.#post(name, body, signal);
    return (await response.json()) as Answer<Name>;
  }

  async binary<Name extends BinaryName>(
    name: Name,
    body: Body<Name>,
    signal?: AbortSignal,
  ): Promise<ArrayBuffer> {
    const response = await this.#post(name, body, signal);
    return response.arrayBuffer();
  }

  /** The answer's bytes as they come. */
  async stream<Name extends BinaryName>(
    name: Name,
    body: Body<Name>,
    signal?: AbortSignal,
  ): Promise<ReadableStream<Uint8Array>> {
    const response = await this.#post(name, body, signal);
    return response.body ?? new ReadableStream({ start: (controller) => controller.close() });
  }

  async blob<Name extends BinaryName>(name: Name, body: Body<Name>): Promise<Blob> {
    const response = await this.#post(name, body);
    return response.blob();
  }

  /** One connection's events, until it ends; throws when it cannot be made. */
  async *events(signal: AbortSignal): AsyncGenerator<EngineEvent> {
    const response = await this.#post('events', {}, signal);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    if (!reader) return;
    let rest = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const lines = (rest + value).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line.trim() !== '') yield JSON.parse(line) as EngineEvent;
    }
  }

  async #post<Name extends EndpointName>(
    name: Name,
    body: Body<Name>,
    signal?: AbortSignal,
  ): Promise<Response> {
    const { base, windowId, authorization } = this.#options;
    const address = new URL(ENDPOINTS[name].path.slice(1), base);
    let response: Response;
    try {
      response = await this.#fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json', [WINDOW_HEADER]: windowId, ...authorization() },
        body: JSON.stringify(body),
        ...(signal ? { signal } : {}),
      });
    } catch (cause) {
      if (signal?.aborted) throw cause;
      throw new AppError('internal', 'The engine of this window does not answer.', {
        remedy: 'If Asterism was stopped, start it again; the window reconnects by itself.',
        cause,
      });
    }
    if (!response.ok) throw await errorOfResponse(response);
    return response;
  }
}

/** The error of a refusal, whatever its body is. */
export async function errorOfResponse(response: Response): Promise<AppError> {
  const record = await response.json().then(
    (body: { error?: ErrorRecord }) => body.error,
    () => undefined,
  );
  if (record && typeof record.message === 'string') return errorFromRecord(record);
  const code = response.status === 401 || response.status === 403 ? 'refused' : 'internal';
  return new AppError(code, `The engine answered ${response.status} without saying why.`, {
    ...(code === 'refused' ? { remedy: 'Open the address that Asterism printed when it started.' } : {}),
  });
}
