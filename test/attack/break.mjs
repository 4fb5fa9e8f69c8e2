/** Loaded into the server: switches off the controls that ATTACK_BREAKS names, see breaks.mjs. */
import { register } from 'node:module';

import { BREAKS } from './breaks.mjs';

const ways = (process.env.ATTACK_BREAKS ?? '').split(',').filter(Boolean);
const changes = ways.flatMap((way) => {
  if (!Object.hasOwn(BREAKS, way)) throw new Error(`no break "${way}": choose from ${Object.keys(BREAKS).join(', ')}`);
  return BREAKS[way].changes;
});
if (changes.length > 0) register('./break-hooks.mjs', import.meta.url, { data: changes });
