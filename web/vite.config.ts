import { defineConfig } from 'vite';

import { compress } from './compress.js';
import { emojiData } from './emoji-data.js';
import { mendVueAdvancedChat } from './mend-vue-advanced-chat.js';
import { weigh } from './weigh.js';

// What vite reads by its default export.
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  plugins: [mendVueAdvancedChat(), emojiData(), compress(), weigh()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    reportCompressedSize: false,
    rolldownOptions: { checks: { pluginTimings: false } },
    chunkSizeWarningLimit: 1_000,
  },
});
