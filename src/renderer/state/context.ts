import { createContext } from 'svelte';
import type { KeyPresets } from './keyboard/keyPresets.svelte.ts';
import type { Theme } from './theme.svelte.ts';
import type { Workbench } from './workbench.svelte.ts';

/** The window's state, handed down to its components. */
export const [useWorkbench, provideWorkbench] = createContext<Workbench>();
export const [useKeys, provideKeys] = createContext<KeyPresets>();
export const [useTheme, provideTheme] = createContext<Theme>();
