import { mount } from 'svelte';
import '../ui/tokens.css';
import '../ui/base.css';
import { createBrowserHost, pickFiles } from '../state/host/browserHost.ts';
import { bearerHeader, exchangeToken } from '../state/host/bearer.ts';
import { saveAsDownload } from '../state/host/saveAsDownload.ts';
import { hostOf } from '../state/host/hostOf.ts';
import { EngineClient } from '../state/engineClient.ts';
import { Theme } from '../state/theme.svelte.ts';
import { windowIdOf } from '../state/windowId.ts';
import { Workbench } from '../state/workbench.svelte.ts';
import App from './App.svelte';

const base = document.baseURI;
const headers = (): Readonly<Record<string, string>> => bearerHeader(sessionStorage);
const authorized = window.asterismHost
  ? Promise.resolve()
  : exchangeToken(location, history, sessionStorage, base);

const client = new EngineClient({ base, windowId: windowIdOf(sessionStorage), authorization: headers });
const bench = new Workbench({
  client,
  host: (chooser, onprogress) =>
    hostOf(window, () =>
      createBrowserHost({
        base,
        headers,
        chooser,
        pickFiles: () => pickFiles(document),
        save: (blob, name) => saveAsDownload(document, blob, name),
        onprogress,
      }),
    ),
});

mount(App, {
  target: document.getElementById('app')!,
  props: { bench, theme: new Theme(document.documentElement, localStorage) },
});
authorized.catch((error: unknown) => bench.notices.error(error)).finally(() => bench.start());
