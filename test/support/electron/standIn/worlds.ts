// Code that runs inside a page. Each function is self-contained, because its text is what is sent there.

/** How the two worlds of a page talk: in Electron the preload's world and the page's own share no objects, only
 * what contextBridge copies. Here the two are an isolated world and the main world of the same page, and what goes
 * across is a structured clone in the detail of a DOM event. Functions and promises go as numbers. */
export function bridgeWorlds(
  here: string,
  there: string,
): { send(name: string, value: unknown): void; on(name: string, receive: (value: unknown) => void): void } {
  const mark = '\u0000stand-in';
  type Ref = { [mark: string]: string } & { id: number; message?: string };
  type Message = { kind: string; id?: number; call?: number; name?: string; ok?: boolean; value?: unknown };
  const functions = new Map<number, (...args: unknown[]) => unknown>();
  const promises = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const replies = new Map<number, Message>();
  const receivers = new Map<string, (value: unknown) => void>();
  let last = 0;

  const post = (message: Message): void => {
    document.dispatchEvent(new CustomEvent(there, { detail: message }));
  };
  const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

  const encode = (value: unknown): unknown => {
    if (typeof value === 'function') {
      functions.set(++last, value as (...args: unknown[]) => unknown);
      return { [mark]: 'function', id: last };
    }
    if (value instanceof Promise) {
      const id = ++last;
      value.then(
        (result) => post({ kind: 'settle', id, ok: true, value: encode(result) }),
        (error: unknown) => post({ kind: 'settle', id, ok: false, value: textOf(error) }),
      );
      return { [mark]: 'promise', id };
    }
    // Of an error only its message crosses, as with contextBridge.
    if (value instanceof Error) return { [mark]: 'error', id: 0, message: value.message };
    if (Array.isArray(value)) return value.map(encode);
    if (isPlain(value))
      return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, encode(part)]));
    return value;
  };

  const decode = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(decode);
    if (!isPlain(value)) return value;
    const ref = value as Ref;
    if (ref[mark] === 'function') return (...args: unknown[]) => call(ref.id, args);
    if (ref[mark] === 'error') return new Error(ref.message);
    if (ref[mark] === 'promise') {
      return new Promise((resolve, reject) => promises.set(ref.id, { resolve, reject }));
    }
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, decode(part)]));
  };

  const isPlain = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

  /** Events are dispatched synchronously, so the reply is there when `post` returns. */
  const call = (id: number, args: unknown[]): unknown => {
    const number = ++last;
    post({ kind: 'call', id, call: number, value: args.map(encode) });
    const reply = replies.get(number);
    replies.delete(number);
    if (!reply) throw new Error('The other world of the page is gone.');
    if (!reply.ok) throw new Error(String(reply.value));
    return decode(reply.value);
  };

  const run = (message: Message): void => {
    const answer = { kind: 'reply', call: message.call ?? 0 };
    try {
      const result = functions.get(message.id ?? 0)?.(...(decode(message.value) as unknown[]));
      post({ ...answer, ok: true, value: encode(result) });
    } catch (error) {
      post({ ...answer, ok: false, value: textOf(error) });
    }
  };

  document.addEventListener(here, (event) => {
    const message = (event as CustomEvent<Message>).detail;
    if (message.kind === 'call') run(message);
    if (message.kind === 'reply') replies.set(message.call ?? 0, message);
    if (message.kind === 'send') receivers.get(message.name ?? '')?.(decode(message.value));
    if (message.kind === 'settle') {
      const promise = promises.get(message.id ?? 0);
      promises.delete(message.id ?? 0);
      if (message.ok) promise?.resolve(decode(message.value));
      else promise?.reject(new Error(String(message.value)));
    }
  });

  return {
    send: (name, value) => post({ kind: 'send', name, value: encode(value) }),
    on: (name, receive) => receivers.set(name, receive),
  };
}

/** The page's own world: puts there what the preload exposes. */
export function startMainWorld(bridge: ReturnType<typeof bridgeWorlds>): void {
  bridge.on('expose', (value) => {
    const { name, api } = value as { name: string; api: unknown };
    if (!(name in globalThis)) Object.defineProperty(globalThis, name, { value: api, enumerable: true });
  });
  bridge.send('ready', null);
}

/** The preload's world: the part of `electron` that a sandboxed preload may require, then the preload itself. */
export function startPreloadWorld(
  bridge: ReturnType<typeof bridgeWorlds>,
  preload: (require: (name: string) => unknown, module: { exports: object }, exports: object) => void,
): void {
  type Listener = (event: object, ...args: unknown[]) => void;
  type FromMain =
    | { type: 'send'; channel: string; args: unknown[] }
    | { type: 'answer'; id: number; ok: boolean; value: unknown }
    | { type: 'paths'; paths: [string, string][] };
  const world = globalThis as unknown as {
    standInPost(text: string): void;
    standInReceive(message: FromMain): void;
  };
  const exposed: { name: string; api: unknown }[] = [];
  const listeners = new Map<string, Set<Listener>>();
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const paths = new Map<string, string>();
  let last = 0;

  /** JSON of anything that is cloned, bytes included. */
  const withBytes = (_key: string, value: unknown): unknown => {
    if (!(value instanceof Uint8Array)) return value;
    let text = '';
    for (let i = 0; i < value.length; i += 8192) text += String.fromCharCode(...value.subarray(i, i + 8192));
    return { standInBytes: btoa(text) };
  };
  /** Arguments are cloned first, so that what Electron could not send fails in the same way. */
  const post = (message: object): void =>
    world.standInPost(JSON.stringify(structuredClone(message), withBytes));

  const electron = {
    contextBridge: {
      exposeInMainWorld(name: string, api: unknown) {
        exposed.push({ name, api });
        bridge.send('expose', { name, api });
      },
    },
    ipcRenderer: {
      invoke(channel: string, ...args: unknown[]) {
        const id = ++last;
        return new Promise((resolve, reject) => {
          post({ type: 'invoke', id, channel, args });
          waiting.set(id, { resolve, reject });
        });
      },
      send: (channel: string, ...args: unknown[]) => post({ type: 'send', channel, args }),
      on(channel: string, listener: Listener) {
        listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener));
        return electron.ipcRenderer;
      },
      off(channel: string, listener: Listener) {
        listeners.get(channel)?.delete(listener);
        return electron.ipcRenderer;
      },
    },
    webUtils: {
      getPathForFile(file: unknown) {
        if (!(file instanceof File)) throw new TypeError('getPathForFile expected to receive a File object');
        return paths.get(file.name) ?? '';
      },
    },
  };

  world.standInReceive = (message) => {
    if (message.type === 'paths') for (const [name, path] of message.paths) paths.set(name, path);
    if (message.type === 'send') {
      for (const listener of listeners.get(message.channel) ?? []) listener({}, ...message.args);
    }
    if (message.type === 'answer') {
      const promise = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.ok) promise?.resolve(message.value);
      else promise?.reject(new Error(String(message.value)));
    }
  };
  bridge.on('ready', () => {
    for (const one of exposed) bridge.send('expose', one);
  });

  const module = { exports: {} };
  const require = (name: string): unknown => {
    if (name === 'electron') return electron;
    throw new Error(`module not found: ${name}`);
  };
  preload(require, module, module.exports);
}
