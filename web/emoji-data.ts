import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import type { Plugin } from 'vite';

const SOURCE = createRequire(import.meta.url).resolve('emoji-picker-element-data/en/emojibase/data.json');

/** `virtual:emojis` is the address of the emoji picker's data on this server. By default the picker loads it from a foreign server. */
export function emojiData(): Plugin {
  return {
    name: 'emoji-data',
    resolveId: (id) => (id === 'virtual:emojis' ? '\0emojis' : null),
    load(id) {
      if (id !== '\0emojis') return null;
      const source = JSON.stringify(JSON.parse(readFileSync(SOURCE, 'utf8')));
      const reference = this.emitFile({ type: 'asset', name: 'emojis.json', source });
      return `export const EMOJIS = import.meta.ROLLUP_FILE_URL_${reference};`;
    },
  };
}
