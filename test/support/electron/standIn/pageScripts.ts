import { readFileSync } from 'node:fs';
import { bridgeWorlds, startMainWorld, startPreloadWorld } from './worlds.ts';

const TO_MAIN = 'stand-in-to-main';
const TO_PRELOAD = 'stand-in-to-preload';

/** What is evaluated in the page's own world before any of its scripts. */
export function mainWorldScript(): string {
  return inMainFrame(
    `(${String(startMainWorld)})((${String(bridgeWorlds)})('${TO_MAIN}', '${TO_PRELOAD}'));`,
  );
}

/** What is evaluated in the preload's isolated world: the stand-in's half of `electron`, then the built preload. */
export function preloadWorldScript(file: string): string {
  const preload = `(require, module, exports) => {\n${readFileSync(file, 'utf8')}\n}`;
  return inMainFrame(
    `(${String(startPreloadWorld)})((${String(bridgeWorlds)})('${TO_PRELOAD}', '${TO_MAIN}'), ${preload});`,
  );
}

/** Electron runs a preload in the main frame only, unless told otherwise. */
function inMainFrame(source: string): string {
  return `if (window.top === window) {\n${source}\n}`;
}
