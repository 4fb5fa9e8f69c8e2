import { request } from 'node:http';

import { people } from './support/people.js';
import { rawHttp } from './support/raw-http.js';
import { server, useServer } from './support/server.js';

useServer();

const TIMES = 25;
const FIVE_MEGABYTES = Buffer.from(JSON.stringify({ message: 'x'.repeat(5 * 1024 * 1024) }));

interface Refused {
  path: string;
  token: string;
  type: string;
  body: Buffer;
}

type Client = (refused: Refused) => Promise<number | undefined>;

const headersOf = ({ token, type }: Refused) => ({ authorization: `Bearer ${token}`, 'content-type': type });

/** Clients that write their whole body, even if the answer arrives before the end, and must then read that answer. */
const CLIENTS: [string, Client][] = [
  [
    'fetch',
    async (refused) => {
      const { body, path } = refused;
      const { status } = await fetch(server().url + path, { method: 'POST', headers: headersOf(refused), body });
      return status;
    },
  ],
  [
    'an HTTP client that keeps its connection',
    (refused) =>
      new Promise((resolve, reject) => {
        const { body, path } = refused;
        const headers = { ...headersOf(refused), 'content-length': body.length };
        const call = request(server().url + path, { method: 'POST', headers }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        });
        call.on('error', reject);
        call.end(body);
      }),
  ],
  [
    'one that closes it',
    async ({ path, token, type, body }) => {
      const headers = [`Authorization: Bearer ${token}`, `Content-Type: ${type}`];
      return (await rawHttp({ method: 'POST', path, headers, body }))?.status;
    },
  ],
];

describe.each(CLIENTS)('%s', (_, client) => {
  it('receives 413 for a body that is too large', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const path = `/api/chats/${chat.id}/media-messages`;
    const refused = { path, token: ada.token, type: 'application/json', body: FIVE_MEGABYTES };
    for (let n = 0; n < TIMES; n++) expect(await client(refused)).toBe(413);
  });

  it('receives 404 for an upload into a chat that the user is not in', async () => {
    const { ada, ben, eve } = await people('ada', 'ben', 'eve');
    const chat = await ada.opensChatWith(ben);
    const path = `/api/chats/${chat.id}/media-messages`;
    const head =
      '--edge\r\nContent-Disposition: form-data; name="media"; filename="a.bin"\r\nContent-Type: application/pdf\r\n\r\n';
    const body = Buffer.concat([Buffer.from(head), Buffer.alloc(5 * 1024 * 1024), Buffer.from('\r\n--edge--\r\n')]);
    const refused = { path, token: eve.token, type: 'multipart/form-data; boundary=edge', body };
    for (let n = 0; n < TIMES; n++) expect(await client(refused)).toBe(404);
  });
});
