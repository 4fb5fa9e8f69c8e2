/** Loaded first by every process of the benches (`node --import`): from here on Node reads their TypeScript. */
import { register } from 'node:module';

register('./typescript-hooks.mjs', import.meta.url);
