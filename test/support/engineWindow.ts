import type { ErrorRecord } from '../../src/core/errors/index.ts';
import type { Engine } from '../../src/engine/index.ts';
import {
  ENDPOINTS,
  unpackColumns,
  WINDOW_HEADER,
  type Action,
  type Answer,
  type Body,
  type Column,
  type EndpointName,
  type EngineEvent,
  type JobResult,
  type Step,
  type StepSummary,
} from '../../src/shared/index.ts';

export type Outcome =
  { readonly ok: true; readonly result: JobResult } | { readonly ok: false; readonly error: ErrorRecord };

/** A window of an engine over the in-memory transport: requests out, answers and events back. */
export class EngineWindow {
  readonly events: EngineEvent[] = [];
  readonly #engine: Engine;
  readonly #name: string;
  readonly #waiting = new Set<() => void>();
  #stop: (() => Promise<void>) | undefined;

  constructor(engine: Engine, name = 'w1') {
    this.#engine = engine;
    this.#name = name;
  }

  /** Sends any body, also a wrong one. */
  request(name: EndpointName, body: unknown): Promise<Response> {
    const headers = { [WINDOW_HEADER]: this.#name };
    const url = `http://asterism.test${ENDPOINTS[name].path}`;
    return this.#engine.fetch(new Request(url, { method: 'POST', headers, body: JSON.stringify(body) }));
  }

  async call<Name extends EndpointName>(name: Name, body: Body<Name>): Promise<Answer<Name>> {
    return (await (await this.#checked(name, body)).json()) as Answer<Name>;
  }

  async bytes<Name extends EndpointName>(name: Name, body: Body<Name>): Promise<ArrayBuffer> {
    return (await this.#checked(name, body)).arrayBuffer();
  }

  /** The error that a request is refused with. */
  async refusal(name: EndpointName, body: unknown): Promise<ErrorRecord & { readonly status: number }> {
    const response = await this.request(name, body);
    const answer = (await response.json()) as { error?: ErrorRecord };
    if (response.ok || !answer.error) throw new Error(`${name} was not refused: ${JSON.stringify(answer)}`);
    return { ...answer.error, status: response.status };
  }

  act(action: Action): Promise<{ revision: number }> {
    return this.call('act', { action });
  }

  /** Begins to listen; resolves when the stream has said hello. */
  async listen(): Promise<void> {
    const response = await this.#checked('events', {});
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    this.#stop = () => reader.cancel();
    void this.#readLines(reader);
    await this.until((event) => event.type === 'hello');
  }

  async stopListening(): Promise<void> {
    await this.#stop?.();
  }

  /** The first event, come or to come, that fits. */
  async until<Event extends EngineEvent = EngineEvent>(
    fits: (event: EngineEvent) => boolean,
  ): Promise<Event> {
    for (;;) {
      const found = this.events.find(fits);
      if (found) return found as Event;
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  /** How a job ends. */
  async outcome(job: string): Promise<Outcome> {
    const event = await this.until((e) => (e.type === 'done' || e.type === 'failed') && e.job === job);
    if (event.type === 'failed') return { ok: false, error: event.error };
    if (event.type === 'done') return { ok: true, result: event.result };
    throw new Error('no end');
  }

  async evaluated(step: string, steps?: Step[]): Promise<Outcome> {
    const { job } = await this.call('evaluate', steps ? { step, steps } : { step });
    return this.outcome(job);
  }

  /** The summary of a step that can be evaluated. */
  async summary<Kind extends StepSummary['kind']>(
    step: string,
    kind: Kind,
    steps?: Step[],
  ): Promise<Extract<StepSummary, { kind: Kind }>> {
    const outcome = await this.evaluated(step, steps);
    if (!outcome.ok) throw new Error(`${step}: ${outcome.error.code}: ${outcome.error.message}`);
    if (outcome.result.job !== 'evaluate' || outcome.result.summary.kind !== kind)
      throw new Error(`${step} gives ${JSON.stringify(outcome.result)}`);
    return outcome.result.summary as Extract<StepSummary, { kind: Kind }>;
  }

  /** The error that evaluating a step ends with. */
  async failure(step: string, steps?: Step[]): Promise<ErrorRecord> {
    const outcome = await this.evaluated(step, steps);
    if (outcome.ok) throw new Error(`${step} did not fail`);
    return outcome.error;
  }

  /** Adopts a file and puts it into the document as its next image. */
  async addImage(
    path: string,
    section: { x0: number; x1: number; y0: number; y1: number } | null = null,
  ): Promise<{ handle: string; image: string }> {
    const handle = this.#engine.adoptPath(path);
    const { firstImage } = await this.call('open', { handle });
    await this.act({ type: 'add-image', handle, hdu: firstImage ?? 0, section });
    return { handle, image: (await this.call('document', {})).document.active! };
  }

  async peaks(step: string): Promise<Map<string, Column>> {
    return unpackColumns(await this.bytes('peaks', { step })).columns;
  }

  async #checked(name: EndpointName, body: unknown): Promise<Response> {
    const response = await this.request(name, body);
    if (!response.ok) throw new Error(`${name}: ${response.status} ${await response.text()}`);
    return response;
  }

  async #readLines(reader: ReadableStreamDefaultReader<string>): Promise<void> {
    let rest = '';
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      const lines = (rest + value).split('\n');
      rest = lines.pop()!;
      this.events.push(...lines.map((line) => JSON.parse(line) as EngineEvent));
      const waiting = [...this.#waiting];
      this.#waiting.clear();
      for (const resume of waiting) resume();
    }
  }
}
