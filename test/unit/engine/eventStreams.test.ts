import { describe, expect, it } from 'vitest';
import { EventStreams } from '../../../src/engine/eventStreams.ts';
import type { EngineEvent } from '../../../src/shared/index.ts';

const event = (job: string): EngineEvent => ({ type: 'progress', job, fraction: 0.5, label: '"two\nlines"' });
const listenerCount = (streams: EventStreams): number =>
  [...(streams as unknown as { listeners: Map<string, Set<unknown>> }).listeners.values()].reduce(
    (sum, set) => sum + set.size,
    0,
  );

async function nextLine(reader: ReadableStreamDefaultReader<string>): Promise<unknown> {
  const { value } = await reader.read();
  expect(value).toMatch(/^[^\n]*\n$/);
  return JSON.parse(value!);
}
const readerOf = (response: Response) => response.body!.pipeThrough(new TextDecoderStream()).getReader();

describe('EventStreams', () => {
  it('say hello, then give each window its own events, one a line', async () => {
    const streams = new EventStreams();
    const response = streams.response('a');
    expect(response.headers.get('content-type')).toBe('application/x-ndjson');
    const [one, again, other] = [response, streams.response('a'), streams.response('b')].map(readerOf);
    for (const reader of [one!, again!, other!]) expect(await nextLine(reader)).toEqual({ type: 'hello' });
    streams.send('a', event('j1'));
    streams.send('b', event('j2'));
    streams.send('nobody', event('j3'));
    expect(await nextLine(one!)).toEqual(event('j1'));
    expect(await nextLine(again!)).toEqual(event('j1'));
    expect(await nextLine(other!)).toEqual(event('j2'));
  });

  it('forget a listener whose body is cancelled', async () => {
    const streams = new EventStreams();
    const [one, two] = [streams.response('a'), streams.response('a')];
    expect(listenerCount(streams)).toBe(2);
    await one.body!.cancel();
    expect(listenerCount(streams)).toBe(1);
    streams.send('a', event('j1'));
    await two.body!.cancel();
    expect(listenerCount(streams)).toBe(0);
    streams.send('a', event('j2'));
  });
});
