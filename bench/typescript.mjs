/** Every process of the benchmarks loads this first (`node --import`), so that Node can read their TypeScript. */
import { register } from 'node:module';

register('./typescript-hooks.mjs', import.meta.url);
