import { setTimeout as pause } from 'node:timers/promises';

import { HttpConnection, requestOf } from '../http-connection.mjs';

const MB = 1024 * 1024;
const SIZE = 30 * MB;
/** Bytes that may be in the buffers of both ends before the answer arrives. */
const MOST_MB = 5;
const TYPE = 'multipart/form-data; boundary=edge';
const HEAD = '--edge\r\nContent-Disposition: form-data; name="media"; filename="a.bin"\r\n\r\n';
/** 64 KiB every 5 ms are 13 MB a second: a fast line. Without a pace, the loopback accepts everything before the server can answer. */
const CHUNK = 'x'.repeat(64 * 1024);
const EVERY_MS = 5;

/** Large uploads into a chat of others: the server must refuse before it reads the first byte of a body. */
export const foreignUploads = {
  name: 'foreign-uploads',
  description: 'Uploads of 30 MB into a chat of others, and without a token',
  places: ['embedded'],
  short: { uploads: 6 },
  long: { uploads: 20 },

  async attack({ url, world, numbers, tally, atMost }) {
    const path = `/api/chats/${world.friends[0]}/media-messages`;
    let most = 0;
    for (let number = 0; number < numbers.uploads; number += 1) {
      const token = number % 2 === 0 ? world.uploader.token : undefined;
      const connection = await HttpConnection.open(url);
      const answered = connection.answer(30_000);
      await connection.write(requestOf({ method: 'POST', path, token, type: TYPE, length: SIZE + HEAD.length }) + HEAD);
      most = Math.max(most, await write(connection, answered));
      tally.http(await answered);
      connection.close();
    }
    atMost('MB sent before the refusal was heard', Math.round(most / MB), MOST_MB);
    atMost('not answered with 404 or 401', tally.all - (tally.kinds[404] ?? 0) - (tally.kinds[401] ?? 0), 0);
  },
};

/** @returns bytes written when the answer came */
async function write(connection, answered) {
  let sent = 0;
  let isAnswered = false;
  void answered.then(() => (isAnswered = true));
  for (; sent < SIZE && !isAnswered; sent += CHUNK.length) {
    await Promise.race([connection.write(CHUNK), answered]);
    await pause(EVERY_MS);
  }
  return sent;
}
