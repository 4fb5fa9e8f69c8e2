import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { call } from '../account.mjs';
import { askOnce } from '../http-connection.mjs';

const BODY = { message: 'x'.repeat(5 * 1024 * 1024) };
const REFUSED = 413;
const AT_ONCE = 4;
const run = promisify(execFile);

/** Bodies that are too large, from several clients: each client must receive the refusal, however much it still has to send. */
export const refusedBodies = {
  name: 'refused-bodies',
  description: '5 MB of JSON as a message with media, by fetch, curl and a raw connection: each has to hear 413',
  places: ['embedded'],
  short: { times: 25 },
  long: { times: 100 },

  async attack({ url, world, numbers, tally, atMost, figures }) {
    const path = `/api/chats/${world.long}/media-messages`;
    const { token } = world.uploader;
    const folder = mkdtempSync(join(tmpdir(), 'parley-body-'));
    const file = join(folder, 'body.json');
    writeFileSync(file, JSON.stringify(BODY));
    const clients = {
      fetch: () => call({ url, path, token, body: BODY }),
      raw: () => askOnce(url, { method: 'POST', path, token, body: BODY }, 20_000),
      curl: () => curl(url + path, token, file),
    };
    try {
      for (const [name, ask] of Object.entries(clients)) {
        if (name === 'curl' && !(await hasCurl())) {
          figures.curl = 'is not installed';
          continue;
        }
        const wrong = await timesOver(numbers.times, ask, tally);
        atMost(`answered otherwise than 413, of ${numbers.times} by ${name}`, wrong, 0);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** @returns how many answers differed */
async function timesOver(times, ask, tally) {
  let begun = 0;
  let wrong = 0;
  const turns = async () => {
    while (begun < times) {
      begun += 1;
      const answer = tally.http(await ask());
      if (answer?.http !== REFUSED) wrong += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, turns));
  return wrong;
}

async function curl(address, token, file) {
  const words = ['-s', '-o', '/dev/null', '-m', '20', '-w', '%{http_code}', '-H', `Authorization: Bearer ${token}`];
  const type = ['-H', 'Content-Type: application/json', '--data-binary', `@${file}`];
  // It exits with an error if the connection was closed during the send, and may have read the answer nevertheless.
  const { stdout } = await run('curl', [...words, ...type, address]).catch((error) => error);
  const http = Number(stdout);
  return http > 0 ? { http, retryAfter: 0 } : null;
}

const hasCurl = () =>
  run('curl', ['--version']).then(
    () => true,
    () => false,
  );
