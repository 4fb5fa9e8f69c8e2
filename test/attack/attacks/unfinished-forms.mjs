import { setTimeout as pause } from 'node:timers/promises';

import { HttpLine, requestOf } from '../http-line.mjs';

const FIELDS = 99;
const FIELD = 'x'.repeat(127 * 1024);
const TYPE = 'multipart/form-data; boundary=edge';

/** Forms of many long fields that never end. A body outside uploads may have 128 KiB: each is to be answered long before its end. */
export const unfinishedForms = {
  name: 'unfinished-forms',
  says: 'Forms of 99 fields of 127 KiB that never end, most of them without a token',
  shortPlaces: ['embedded'],
  short: { connections: 30, holdMs: 3_000 },
  long: { connections: 60, holdMs: 8_000 },

  async attack({ url, world, numbers, tally, atMost }) {
    const messages = `/api/chats/${world.long}/messages`;
    const targets = [
      { path: '/api/login' },
      { path: '/api/login' },
      { path: messages },
      { path: messages, token: world.mallory.token },
    ];
    const length = FIELDS * (FIELD.length + 100) * 2;
    const lines = await Promise.all(
      Array.from({ length: numbers.connections }, async (_, place) => {
        const line = await HttpLine.open(url);
        const target = targets[place % targets.length];
        void write(line, requestOf({ method: 'POST', ...target, type: TYPE, length }));
        return line;
      }),
    );
    await pause(numbers.holdMs);
    for (const line of lines) tally.http(line.answers[0] ?? null);
    atMost('forms open and unanswered', lines.filter(({ answers }) => answers.length === 0).length, 0);
  },
};

async function write(line, head) {
  await line.write(head);
  for (let field = 0; field < FIELDS && !line.closed; field += 1) {
    await line.write(`--edge\r\nContent-Disposition: form-data; name="f${field}"\r\n\r\n${FIELD}\r\n`);
  }
}
