import { type ClientRequest, request } from 'node:http';

import type { MediaView, MessageView } from '../src/contract/views/message.view.js';
import { storedFiles, form, countUploads } from './support/files.js';
import { people, person } from './support/people.js';
import type { Answer, Person } from './support/person.js';
import { server, useServer } from './support/server.js';

const LIMIT = 1_000_000;
const DAILY = 3_000_000;
useServer({ MEDIA_MAX_BYTES: String(LIMIT), MEDIA_DAILY_BYTES: String(DAILY) }, { one: true });

const FORM = 'multipart/form-data; boundary=edge';
const BEGINNING = '--edge\r\ncontent-disposition: form-data; name="media"; filename="a.bin"\r\n\r\n';
const END = '\r\n--edge--\r\n';

/** An upload that sends its headers at once, and its body only when the test says so. */
class SlowUpload {
  readonly answer: Promise<Omit<Answer, 'headers'> & { retryAfter: number }>;
  private readonly request: ClientRequest;

  /** @param bytes of the file; null sends it in chunks, without a declared length */
  constructor(
    who: Person,
    private readonly bytes: number | null,
    path = '/api/media',
  ) {
    const length = bytes === null ? {} : { 'content-length': BEGINNING.length + bytes + END.length };
    const headers = { 'content-type': FORM, authorization: `Bearer ${who.token}`, ...length };
    this.request = request(server().url + path, { method: 'POST', headers });
    this.answer = new Promise((resolve, reject) => {
      this.request.on('error', reject);
      this.request.on('response', (response) => {
        let text = '';
        response.on('data', (chunk) => (text += String(chunk)));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            body: JSON.parse(text) as Answer['body'],
            retryAfter: Number(response.headers['retry-after']),
          }),
        );
      });
    });
    this.answer.catch(() => undefined);
    this.request.flushHeaders();
  }

  /** Sends the beginning of the file, and waits until the server has begun to store it. */
  async begins(): Promise<this> {
    const before = (await storedFiles()).length;
    this.request.write(BEGINNING + 'x'.repeat(1_000));
    while ((await storedFiles()).length === before) await new Promise(setImmediate);
    return this;
  }

  ends(bytes = this.bytes ?? 0): Promise<Omit<Answer, 'headers'>> {
    this.request.end('x'.repeat(bytes - 1_000) + END);
    return this.answer;
  }

  hangsUp(): void {
    this.request.destroy();
  }
}

const uploads = (who: Person, bytes: number): Promise<Answer<MediaView>> =>
  who.call('POST', '/api/media', form({}, { content: 'x'.repeat(bytes) }));

describe('before the first byte of an upload is read', () => {
  it('the server compares its declared length with the limit of a file', async () => {
    const ada = await person('ada');
    const refused = await new SlowUpload(ada, 3 * LIMIT).answer;
    expect(refused).toMatchObject({ status: 413, body: { code: 'media.too_large', params: { limit: LIMIT } } });
    expect((await uploads(ada, LIMIT)).status).toBe(201);
  });

  it('the server refuses callers who may not send to the chat', async () => {
    const { ada, ben, eve } = await people('ada', 'ben', 'eve');
    const chat = await ada.opensChatWith(ben);
    const blocked = await ada.opensChatWith(eve);
    await eve.does('PUT', `/api/users/${ada.id}/block`);

    for (const call of ['media-messages', 'messages', 'scheduled-messages']) {
      const path = `/api/chats/${chat.id}/${call}`;
      expect(await new SlowUpload(eve, LIMIT, path).answer).toMatchObject({
        status: 404,
        body: { code: 'chat.not_found' },
      });
      const there = `/api/chats/${blocked.id}/${call}`;
      expect(await new SlowUpload(ada, LIMIT, there).answer).toMatchObject({
        status: 403,
        body: { code: 'chat.blocked' },
      });
    }
    const sent = await ada.call<MessageView>('POST', `/api/chats/${chat.id}/media-messages`, form({ message: '' }, {}));
    expect(sent.status).toBe(201);
    expect(await countUploads()).toBe(1);
  });

  it('the server reserves one of three places of the person', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const [first, second, third] = [200_000, 200_000, 200_000].map((bytes) => new SlowUpload(ada, bytes));
    for (const one of [first, second, third]) await one?.begins();

    const refused = await new SlowUpload(ada, 200_000).answer;
    expect(refused).toMatchObject({ status: 429, retryAfter: 5, body: { code: 'rate.limited', params: { limit: 3 } } });
    expect((await uploads(ben, 200_000)).status).toBe(201);
    expect((await uploads(ada, 1_000)).status).toBe(201); // a small one takes no place

    expect(await first?.ends()).toMatchObject({ status: 201 });
    expect((await uploads(ada, 200_000)).status).toBe(201);
    second?.hangsUp();
    third?.hangsUp();
    while ((await uploads(ada, 200_000)).status !== 201);
  });

  it('the server reserves one of 64 places of the node', async () => {
    const crowd = await Promise.all(Array.from({ length: 22 }, (_, number) => person(`person ${number}`)));
    const open: SlowUpload[] = [];
    for (const one of crowd) {
      for (let place = 0; place < 3 && open.length < 64; place++)
        open.push(await new SlowUpload(one, 200_000).begins());
    }
    const last = crowd.at(-1)!;
    const refused = await new SlowUpload(last, 200_000).answer;
    expect(refused).toMatchObject({ status: 503, retryAfter: 5, body: { code: 'overloaded' } });

    expect(await open[0]?.ends()).toMatchObject({ status: 201 });
    expect((await uploads(last, 200_000)).status).toBe(201);
    for (const one of open.slice(1)) one.hangsUp();
  });
});

describe('what one person uploads in a day', () => {
  const spent = { status: 429, body: { code: 'media.daily_limit', params: { limit: DAILY } } };

  it('has a limit for each person, which includes unfinished uploads and deleted files', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const sent = await ada.call<MessageView>(
      'POST',
      `/api/chats/${chat.id}/media-messages`,
      form({ message: '' }, { content: 'x'.repeat(900_000) }, { content: 'y'.repeat(900_000) }),
    );
    await ada.deletes(sent.body.data);
    const open = await new SlowUpload(ada, 900_000).begins();

    const refused = await new SlowUpload(ada, 900_000).answer;
    expect(refused).toMatchObject(spent);
    expect(refused.retryAfter).toBeGreaterThan(86_000);
    expect((await uploads(ben, 900_000)).status).toBe(201);
    expect(await open.ends()).toMatchObject({ status: 201 });
    expect(await uploads(ada, 900_000)).toMatchObject(spent);
    expect((await uploads(ada, 200_000)).status).toBe(201);

    await server().sql(`update upload_counts set hour = hour - interval '25 hours' where owner_id = $1`, [ada.id]);
    expect((await uploads(ada, 900_000)).status).toBe(201);
  });

  it('is counted while it is read, if its length is not declared or is small', async () => {
    const ada = await person('ada');
    for (const bytes of [LIMIT, LIMIT, 900_000]) expect((await uploads(ada, bytes)).status).toBe(201);
    const before = await storedFiles();

    const chunked = await new SlowUpload(ada, null).begins();
    expect(await chunked.ends(900_000)).toMatchObject(spent);
    expect(await uploads(ada, 110_000)).toMatchObject(spent);
    expect(await storedFiles()).toEqual(before);
    const fits = await new SlowUpload(ada, null).begins();
    expect(await fits.ends(90_000)).toMatchObject({ status: 201 });
  });

  it('does not include a refused upload, neither its declared length nor the bytes that were read of it', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const path = `/api/chats/${chat.id}/media-messages`;
    const files = Array.from({ length: 4 }, () => ({ content: 'x'.repeat(900_000) }));
    // While it is under way, the server does not forget what it knows of the person.
    const open = await new SlowUpload(ada, null).begins();
    expect(await ada.call('POST', path, form({ message: '' }, ...files))).toMatchObject(spent);
    for (const time of ['first', 'second']) {
      const refused = await (await new SlowUpload(ada, null).begins()).ends(LIMIT + 1);
      expect([time, refused]).toMatchObject([time, { status: 413, body: { code: 'media.too_large' } }]);
    }

    expect(await ada.call('POST', path, form({ message: '' }, ...files.slice(1)))).toMatchObject({ status: 201 });
    expect(await uploads(ada, 400_000)).toMatchObject(spent);
    expect(await open.ends(1_000)).toMatchObject({ status: 201 });
  });
});
