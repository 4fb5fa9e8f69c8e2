import { setTimeout as pause } from 'node:timers/promises';

import { HttpConnection, requestOf } from '../http-connection.mjs';

/** Uploads of one person that may be open at once. */
const MOST = 5;
const FILE = 1024 * 1024;
const TYPE = 'multipart/form-data; boundary=edge';
const HEAD = '--edge\r\nContent-Disposition: form-data; name="media"; filename="a.bin"\r\n\r\n';
const TAIL = '\r\n--edge--\r\n';

/** A new account begins many uploads, and ends them all at the same moment. */
export const openUploads = {
  name: 'open-uploads',
  description: 'One account has 150 uploads of 1 MB open at once, then ends them all',
  shortPlaces: ['embedded'],
  short: { uploads: 150, holdMs: 500 },
  long: { uploads: 150, holdMs: 2_000 },

  async attack({ url, world, numbers, tally, atMost }) {
    const length = HEAD.length + FILE + TAIL.length;
    const head = requestOf({ method: 'POST', path: '/api/media', token: world.uploader.token, type: TYPE, length });
    const half = 'x'.repeat(FILE / 2);
    const connections = await Promise.all(
      Array.from({ length: numbers.uploads }, async () => {
        const connection = await HttpConnection.open(url);
        await connection.write(head + HEAD + half);
        return connection;
      }),
    );
    await pause(numbers.holdMs);
    const ends = async (connection) => {
      if (!connection.closed) void connection.write(half + TAIL);
      tally.http(await connection.answer(30_000));
    };
    await Promise.all(connections.map(ends));
    atMost('uploads taken at once', tally.accepted, MOST);
  },
};
