import { uuidv7 } from 'uuidv7';

import type { MessageView } from '../src/contract/views/message.view.js';
import type { MediaSweep } from '../src/media/media-sweep.js';
import { form, read } from './support/files.js';
import { people, person } from './support/people.js';
import type { Person } from './support/person.js';
import { participantIdOf } from './support/participant-ids.js';
import { server, useServer } from './support/server.js';

useServer();

type Of = Pick<MessageView, 'id' | 'chatId'>;
const asks = (who: Person, { id, chatId }: Of, to: { id: string }, more: object = {}, headers = {}) =>
  who.call<MessageView>('POST', `/api/chats/${to.id}/forwarded-messages`, { chatId, messageId: id, ...more }, headers);
const forwards = async (...asked: Parameters<typeof asks>) => (await asks(...asked)).body.data;

describe('a forwarded message', () => {
  it('shows the text and the origin in another chat, also after the original is edited and deleted', async () => {
    const { ada, ben, cleo } = await people('ada', 'ben', 'cleo');
    const [here, there] = [await ada.opensChatWith(ben), await ben.opensGroup('There', cleo)];
    const said = await ada.says(here, 'The ferry is late, Zoë', { mentions: [participantIdOf(here, ben)] });

    const received = cleo.waitFor('message.created');
    const answer = await asks(ben, said, there);
    const origin = { chatId: here.id, messageId: said.id, sender: said.sender, createdAt: said.createdAt };
    expect(answer.status).toBe(201);
    const sent = answer.body.data;
    expect(sent).toMatchObject({ chatId: there.id, seq: 1, kind: 'text', message: said.message, mentions: [] });
    expect(sent).toMatchObject({ sender: { id: ben.id }, reply: null, forwarded: origin, starred: false });
    const { starred: _, ...shared } = sent;
    expect(await received).toEqual(shared);
    expect(await cleo.does('GET', `/api/chats/${there.id}/search-messages?q=ZOE`)).toMatchObject([sent]);
    expect((await cleo.chats())[0]?.lastMessage).toEqual(sent);

    const further = await cleo.opensChatWith(ada);
    expect(await forwards(cleo, sent, further)).toMatchObject({ sender: { id: cleo.id }, forwarded: origin });
    await ada.edits(said, 'The ferry is on time');
    await ada.deletes(said);
    await ben.deletes(sent);
    expect(await ada.sees(further)).toMatchObject([{ message: 'The ferry is late, Zoë', forwarded: origin }]);
    expect(await cleo.sees(there)).toMatchObject([{ message: '', forwarded: null }]);
  });

  it('gives its readers access to its files, and has the attachments of the original', async () => {
    const { ada, ben, cleo } = await people('ada', 'ben', 'cleo');
    const [here, there] = [await ada.opensChatWith(ben), await ben.opensChatWith(cleo)];
    const body = form({ message: 'a cat' }, {});
    body.append('media', 'https://example.com/dog.png');
    const said = await ada.does<MessageView>('POST', `/api/chats/${here.id}/media-messages`, body);
    const url = said.media.find((one) => one.url.startsWith('/'))?.url ?? '';
    expect((await read(cleo, url)).status).toBe(404);

    const sent = await forwards(ben, said, there);
    expect(sent).toMatchObject({ kind: 'media', message: 'a cat', media: said.media });
    expect((await read(cleo, url)).status).toBe(200);
    await ada.deletes(said);
    await server()
      .service<MediaSweep>('media/media-sweep', 'MediaSweep')
      .sweep(new Date(Date.now() + 48 * 60 * 60 * 1000));
    expect([(await read(cleo, url)).status, (await read(ben, url)).status]).toEqual([200, 200]);

    const place = { kind: 'location', latitude: 1, longitude: 2, name: null };
    const spot = await ada.says(here, '', { attachments: [place] });
    expect(await forwards(ben, spot, there)).toMatchObject({ kind: 'location', message: '', attachments: [place] });
  });

  it('is sent once per id, also if the original has been edited or deleted since', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const [here, there] = [await ada.opensChatWith(ben), await ada.opensGroup('There', ben)];
    const [said, other] = [await ada.says(here, 'once'), await ada.says(here, 'another')];
    const id = uuidv7();

    const copies = await Promise.all(Array.from({ length: 4 }, () => asks(ben, said, there, { id })));
    for (const copy of copies) expect([copy.status, copy.body.data]).toEqual([201, copies[0]?.body.data]);
    await ada.edits(said, 'twice');
    await ada.deletes(said);
    const again = await asks(ben, said, there, {}, { 'idempotency-key': id });
    expect([again.headers.get('idempotent-replayed'), again.body.data]).toEqual(['true', copies[0]?.body.data]);
    expect(await asks(ben, other, there, { id })).toMatchObject({ status: 409, body: { code: 'message.id_taken' } });
    expect(await asks(ada, said, there, { id })).toMatchObject({ status: 409, body: { code: 'message.id_taken' } });
    expect(await ada.sees(there)).toHaveLength(1);
  });

  it('needs access to both chats; polls, deleted, hidden and disappearing messages cannot be forwarded', async () => {
    const { ada, ben, cleo } = await people('ada', 'ben', 'cleo');
    const eve = await person('eve');
    const [here, there] = [await ada.opensGroup('Here', ben, cleo), await ben.opensChatWith(eve)];
    const said = await ada.says(here, 'for us');
    const refused = async (who: Person, what: Of, to = there) => (await asks(who, what, to)).body.code;

    expect(await refused(eve, said)).toBe('chat.not_found');
    expect(await refused(ada, said)).toBe('chat.not_found');
    expect(await refused(ben, { ...said, id: uuidv7() })).toBe('message.not_found');
    expect(await refused(ben, { id: 'x', chatId: here.id })).toBe('message.not_found');
    expect(await refused(ben, { id: said.id, chatId: 'x' })).toBe('chat.not_found');
    const poll = await ada.says(here, 'which?', { poll: { options: ['this', 'that'] } });
    expect(await refused(ben, poll)).toBe('message.not_forwardable');
    await ada.setsLifetime(here, 60);
    const passing = await ada.says(here, 'for a minute');
    expect(await refused(ben, passing)).toBe('message.not_forwardable');
    await ada.setsLifetime(here, null);
    expect(await refused(ben, passing)).toBe('message.not_forwardable');
    const [gone, hidden] = [await ada.says(here, 'gone'), await ada.says(here, 'hidden')];
    await ada.deletes(gone);
    await ben.deletes(hidden, 'me');
    expect([await refused(ben, gone), await refused(ben, hidden)]).toEqual(['message.deleted', 'message.deleted']);
    expect((await forwards(ben, said, there)).message).toBe('for us');
    await ben.leaves(here);
    expect(await refused(ben, said)).toBe('chat.not_found');
    expect(await eve.sees(there)).toHaveLength(1);
  });
});
