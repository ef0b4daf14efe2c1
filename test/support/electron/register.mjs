// Loaded with `node --import`: from here on 'electron' is the stand-in, and TypeScript files load in Node 20.
import { register } from 'node:module';

register('./hooks.mjs', import.meta.url);
