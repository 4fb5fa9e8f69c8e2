/** Checks the published client: its package structure and its size. */
import { gzipSync } from 'node:zlib';
import { join } from 'node:path';

import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { build } from 'vite';

const LIMIT_KB = 25;
const pkgDir = join(import.meta.dirname, '..', 'client');

async function complaints() {
  const { messages, pkg } = await publint({ pkgDir, strict: true });
  return messages.map((message) => formatMessage(message, pkg));
}

/** Gzipped, in KB; without socket.io-client. */
async function size() {
  const [{ output }] = await build({
    logLevel: 'error',
    configFile: false,
    build: {
      write: false,
      lib: { entry: join(pkgDir, 'dist', 'main.js'), formats: ['es'] },
      rolldownOptions: { external: ['socket.io-client'] },
    },
  });
  return gzipSync(output[0].code).length / 1024;
}

const kb = await size();
const wrong = await complaints();
if (kb > LIMIT_KB) wrong.push(`${kb.toFixed(1)} KB gzipped are more than ${LIMIT_KB} KB`);
console.log(`@parley/client: ${kb.toFixed(1)} KB gzipped without socket.io-client (at most ${LIMIT_KB})`);
for (const one of wrong) console.error(`@parley/client: ${one}`);
process.exitCode = wrong.length > 0 ? 1 : 0;
