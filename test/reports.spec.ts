import type { MessageView } from '../src/contract/views/message.view.js';
import type { ReportedView, ReportView } from '../src/contract/views/report.view.js';
import { allReceived } from './support/all-received.js';
import { people, person } from './support/people.js';
import { call, type Person } from './support/person.js';
import { useServer } from './support/server.js';
import { OPERATOR_TOKEN } from './support/suite-server/start.mjs';

useServer();

const reports = (one: Person, { chatId, id }: MessageView, report: object) =>
  one.call<ReportView>('POST', `/api/chats/${chatId}/messages/${id}/report`, report);

async function listed(query = '') {
  const headers = { authorization: `Bearer ${OPERATOR_TOKEN}` };
  return (await call<ReportedView[]>('GET', `/health/reports${query}`, undefined, headers)).body;
}

describe('reporting a message', () => {
  it('shows the message to the operators as it was, stores one report of each person, and is not pushed to the sender', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const eve = await person('eve');
    const chat = await ada.opensGroup('Two', ben);
    const said = await ben.does<MessageView>('POST', `/api/chats/${chat.id}/media-messages`, {
      message: 'buy now',
      media: 'https://example.com/offer.png',
      data: { offer: { price: 9.5 } },
    });

    const first = await reports(ada, said, { reason: 'spam', comment: 'He does it all day.' });
    expect(first).toMatchObject({
      status: 201,
      body: { data: { chatId: chat.id, messageId: said.id, reason: 'spam', comment: 'He does it all day.' } },
    });
    const copies = await Promise.all([1, 2, 3].map(() => reports(ada, said, { reason: 'abuse' })));
    for (const copy of copies) expect([copy.status, copy.body]).toEqual([201, first.body]);

    await ben.deletes(said);
    expect((await reports(ada, said, { reason: 'other' })).body).toEqual(first.body);
    expect(await reports(ben, said, { reason: 'other' })).toMatchObject({
      status: 409,
      body: { code: 'message.deleted' },
    });
    const { data } = await listed();
    expect(data).toEqual([
      {
        ...first.body.data,
        ...{ reporterId: ada.id, senderId: ben.id, message: 'buy now', saidAt: said.createdAt },
        mediaUrls: ['https://example.com/offer.png'],
        data: { offer: { price: 9.5 } },
      },
    ]);
    expect(await reports(eve, said, { reason: 'spam' })).toMatchObject({
      status: 404,
      body: { code: 'chat.not_found' },
    });
    await allReceived(ada, chat, ben.socket);
    expect(ben.socket?.received.filter(({ event }) => event.includes('report'))).toEqual([]);
  });

  it('requires one of the listed reasons, and accepts a comment of up to a thousand characters', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const said = await ben.says(await ada.opensChatWith(ben), 'hello');
    for (const bad of [{}, { reason: 'boring' }, { reason: 'spam', comment: 'x'.repeat(1001) }, { reason: ['spam'] }]) {
      expect(await reports(ada, said, bad)).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    }
    expect(await reports(ada, said, { reason: 'illegal', comment: '' })).toMatchObject({
      body: { data: { comment: null } },
    });
    expect((await listed()).data[0]).toMatchObject({ message: 'hello', data: null });
  });
});

describe('the list of reports', () => {
  it('is shown to operators only, the newest first, in pages', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const ids: string[] = [];
    for (const text of ['one', 'two', 'three']) {
      ids.unshift((await reports(ada, await ben.says(chat, text), { reason: 'other' })).body.data.id);
    }
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { data, meta } = await listed(`?limit=2&cursor=${cursor}`);
      seen.push(...data.map(({ id }) => id));
      cursor = meta.next as string | null;
    }
    expect(seen).toEqual(ids);
    expect(await listed('?cursor=x')).toMatchObject({ code: 'request.invalid' });
    expect(await ada.call('GET', '/health/reports')).toMatchObject({
      status: 401,
      body: { code: 'auth.token_invalid' },
    });
    expect(await call('GET', '/health/reports')).toMatchObject({ status: 401, body: { code: 'auth.token_missing' } });
  });
});
