import { setImmediate as readArrived } from 'node:timers/promises';

import { HttpConnection, requestOf } from '../http-connection.mjs';

const FIELDS = 99;
const FIELD = 'x'.repeat(127 * 1024);
const TYPE = 'multipart/form-data; boundary=edge';

/** Bytes: more than is ever sent. */
const LENGTH = 2 * FIELDS * FIELD.length;
const IN_CHUNKS = ['Transfer-Encoding: chunked'];

/**
 * Forms of many long fields that never end. A body that is no upload may have 128 KiB, so the server must answer each long before its
 * end.
 */
export const unfinishedForms = {
  name: 'unfinished-forms',
  description: 'Forms of 99 fields of 127 KiB that never end, most of them without a token',
  places: ['embedded'],
  // Less than the 30 s after which any body that is not whole is refused.
  short: { connections: 30, withinMs: 15_000 },
  long: { connections: 60, withinMs: 20_000 },

  async attack({ url, world, numbers, tally, atMost }) {
    const messages = `/api/chats/${world.long}/messages`;
    const targets = [
      { path: '/api/login', headers: IN_CHUNKS },
      { path: '/api/login', length: LENGTH },
      { path: messages, headers: IN_CHUNKS },
      { path: messages, headers: IN_CHUNKS, token: world.sender.token },
    ];
    const forms = await Promise.all(
      Array.from({ length: numbers.connections }, async (_, place) => {
        const connection = await HttpConnection.open(url);
        void write(connection, targets[place % targets.length]);
        const answer = await connection.answer(numbers.withinMs);
        tally.http(answer);
        return { answer, closed: connection.closed };
      }),
    );
    const unanswered = forms.filter(({ answer }) => answer === null);
    atMost('forms open and unanswered', unanswered.filter(({ closed }) => !closed).length, 0);
    atMost('forms closed without an answer', unanswered.filter(({ closed }) => closed).length, 0);
  },
};

async function write(connection, target) {
  await connection.write(requestOf({ method: 'POST', type: TYPE, ...target }));
  for (let field = 0; field < FIELDS && !connection.closed; field += 1) {
    const part = `--edge\r\nContent-Disposition: form-data; name="f${field}"\r\n\r\n${FIELD}\r\n`;
    await connection.write(target.length ? part : `${part.length.toString(16)}\r\n${part}\r\n`);
    // Writes that the kernel takes at once would keep this process from reading, and the server closes after another 8 MiB.
    await readArrived();
  }
}
