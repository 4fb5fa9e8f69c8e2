import type { PinView } from '../src/contract/views/chat.view.js';
import type { MessageView } from '../src/contract/views/message.view.js';
import type { Once } from '../src/platform/database/once.js';
import { allReceived } from './support/all-received.js';
import { onAnotherDevice, people } from './support/people.js';
import type { Person } from './support/person.js';
import { server, useServer } from './support/server.js';

useServer();

/** Ada and Ben share a chat. `toggles` makes a call that would flip the state back if it were carried out twice. */
async function adaCanToggle() {
  const { ada, ben } = await people('ada', 'ben');
  const chat = await ada.opensChatWith(ben);
  const message = await ben.says(chat, 'hello');
  const path = `/api/chats/${chat.id}`;
  const star = `${path}/messages/${message.id}/starred/${chat.participantId}`;
  const toggles = <View = PinView>(one: Person, key?: string, call = `${path}/toggle-pin`, body?: unknown) =>
    one.call<View>('POST', call, body, key === undefined ? {} : { 'idempotency-key': key });
  const isPinned = async () => (await ada.chat(chat)).pinned;
  return { ada, ben, chat, path, star, toggles, isPinned };
}

const replayed = ({ headers }: { headers: Headers }) => headers.get('idempotent-replayed');
const storedAnswers = () => server().sql<{ key: string }>('select key from kept_answers');

describe('a toggle with an Idempotency-Key', () => {
  it('flips once; its retry gets the first answer, also after another device toggled again', async () => {
    const { ada, toggles, isPinned } = await adaCanToggle();
    const phone = await onAnotherDevice(ada);

    const first = await toggles(ada, 'a key');
    expect([first.status, first.body.data.pinned, replayed(first)]).toEqual([200, true, null]);
    const retry = await toggles(ada, 'a key');
    expect([retry.status, retry.body, replayed(retry)]).toEqual([200, first.body, 'true']);
    expect(await isPinned()).toBe(true);

    expect((await toggles(phone)).body.data.pinned).toBe(false);
    const late = await toggles(ada, 'a key');
    expect([late.body, replayed(late)]).toEqual([first.body, 'true']);
    expect(await isPinned()).toBe(false);
    expect((await toggles(ada, 'another key')).body.data.pinned).toBe(true);
  });

  it('is carried out once, whether it is pin, archive or star', async () => {
    const { ada, chat, path, star, toggles } = await adaCanToggle();
    for (const call of [`${path}/toggle-pin`, `${path}/toggle-archive`, star]) {
      const [first, again] = [await toggles(ada, call, call), await toggles(ada, call, call)];
      expect([first.status, replayed(first), again.body, replayed(again)]).toEqual([200, null, first.body, 'true']);
    }
    expect(await ada.chat(chat)).toMatchObject({ pinned: true, archived: true, lastMessage: { starred: true } });
  });

  it('stores no message text: a retry shows the message as it is by then, here deleted', async () => {
    const { ada, ben, chat, star, toggles } = await adaCanToggle();
    const [said] = await ben.sees(chat);
    const first = await toggles<MessageView[]>(ada, 'star', star);
    expect(first.body.data).toEqual([{ ...said, starred: true }]);
    const gone = await ben.deletes(said!);
    const again = await toggles<MessageView[]>(ada, 'star', star);
    expect([again.status, again.body.data, replayed(again)]).toEqual([200, [{ ...gone, starred: true }], 'true']);
  });

  it('flips each time if the key is missing or empty, and stores no answer', async () => {
    const { ada, toggles, isPinned } = await adaCanToggle();
    for (const key of [undefined, undefined, '']) expect(replayed(await toggles(ada, key))).toBeNull();
    expect(await isPinned()).toBe(true);
    expect(await storedAnswers()).toEqual([]);
  });

  it('flips once for twenty simultaneous copies, and pushes one event to the devices of the caller', async () => {
    const { ada, ben, chat, star, toggles, isPinned } = await adaCanToggle();
    for (const call of [undefined, star]) {
      const copies = await Promise.all(Array.from({ length: 20 }, () => toggles<unknown>(ada, call ?? 'pin', call)));
      expect(new Set(copies.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
      expect(copies.filter((copy) => replayed(copy) === null)).toHaveLength(1);
    }
    expect(await isPinned()).toBe(true);
    await allReceived(ben, chat, ada.socket);
    expect(ada.socket?.all('chat.pinned')).toHaveLength(1);
    expect(ada.socket?.all('message.starred')).toHaveLength(1);
  });
});

describe('an Idempotency-Key', () => {
  it('belongs to one request: another request with it gets 409 and changes nothing', async () => {
    const { ada, ben, chat, path, star, toggles, isPinned } = await adaCanToggle();
    const other = await ada.opensGroup('Another', ben);
    await toggles(ada, 'taken');

    for (const call of [`${path}/toggle-archive`, `/api/chats/${other.id}/toggle-pin`, star]) {
      const answer = await toggles(ada, 'taken', call);
      expect(answer).toMatchObject({ status: 409, body: { code: 'idempotency.key_reused' } });
    }
    expect((await toggles(ada, 'taken', undefined, { pinned: false })).body.code).toBe('idempotency.key_reused');
    expect([await isPinned(), (await ada.chat(other)).pinned]).toEqual([true, false]);
    // An id is the same in upper and lower case.
    const inUpperCase = await toggles(ada, 'taken', `/api/chats/${chat.id.toUpperCase()}/toggle-pin`);
    expect([inUpperCase.status, replayed(inUpperCase)]).toEqual([200, 'true']);
  });

  it('belongs to one person: another person can use the same key', async () => {
    const { ada, ben, toggles } = await adaCanToggle();
    const [hers, his] = [await toggles(ada, 'ours'), await toggles(ben, 'ours')];
    expect([hers.body.data.pinned, his.body.data.pinned, replayed(his)]).toEqual([true, true, null]);
  });

  it('has at most 255 characters and no control characters', async () => {
    const { ada, toggles, isPinned } = await adaCanToggle();
    for (const key of ['x'.repeat(256), 'a\tb', 'a\u0085b']) {
      const { status, body } = await toggles(ada, key);
      expect([status, body.code, body.details?.[0]?.field]).toEqual([400, 'request.invalid', 'Idempotency-Key']);
    }
    expect(await isPinned()).toBe(false);
    expect((await toggles(ada, 'é'.repeat(255))).status).toBe(200);
  });

  it('can be used again after a refused request', async () => {
    const { ada, star, toggles, path } = await adaCanToggle();
    const notFound = await toggles(ada, 'again', star.replace(/messages\/[^/]+/, 'messages/no-id'));
    expect([notFound.status, notFound.body.code]).toEqual([404, 'message.not_found']);
    expect((await toggles<MessageView[]>(ada, 'again', star)).body.data[0]?.starred).toBe(true);
    expect((await toggles(ada, 'again', `${path}/toggle-pin`)).status).toBe(409);
  });

  it('is forgotten after a day', async () => {
    const { ada, toggles } = await adaCanToggle();
    await toggles(ada, 'old');
    await toggles(ada, 'young');
    await server().sql(
      `update kept_answers set created_at = now() - case key when 'old' then 25 else 23 end * interval '1 hour'`,
    );
    await server().service<Once>('platform/database/once', 'Once').forgetOld();
    expect(await storedAnswers()).toEqual([{ key: 'young' }]);
    expect([(await toggles(ada, 'old')).body.data.pinned, replayed(await toggles(ada, 'young'))]).toEqual([
      true,
      'true',
    ]);
  });

  it('is stored together with the change, or neither is stored', async () => {
    const { ada, star, toggles, isPinned, chat } = await adaCanToggle();
    await server().sql('alter table kept_answers add constraint full_disk check (false) not valid');
    try {
      for (const call of [undefined, star]) expect((await toggles(ada, 'key', call)).status).toBe(500);
      expect([await isPinned(), (await ada.chat(chat)).lastMessage?.starred]).toEqual([false, false]);
    } finally {
      await server().sql('alter table kept_answers drop constraint full_disk');
    }
    expect((await toggles(ada, 'key')).body.data.pinned).toBe(true);
    expect(ada.socket?.all('message.starred')).toEqual([]);
  });
});

describe('adding, leaving and ending a session with an Idempotency-Key', () => {
  it('answer a retry with the first answer, also where a retry without the key would get 404', async () => {
    const { ada, ben, cleo } = await people('ada', 'ben', 'cleo');
    const group = await ada.opensGroup('Boats', ben);
    const participants = `/api/chats/${group.id}/participants`;
    const twice = async (one: Person, method: string, path: string, body?: unknown) => {
      const key = { 'idempotency-key': `${method} ${path.slice(-8)}` };
      const [first, again] = [await one.call(method, path, body, key), await one.call(method, path, body, key)];
      expect([first.status, replayed(first), again.body, replayed(again)]).toEqual([200, null, first.body, 'true']);
    };

    await twice(ada, 'POST', participants, { participants: [cleo.id] });
    await twice(ben, 'DELETE', `${participants}/${(await ben.chat(group)).participantId}`);
    expect((await ada.chat(group)).lastRev).toBe(4); // two changes, and one system message about each

    const { sessionId } = (await onAnotherDevice(ada).then((phone) => phone.connects())).all('connection.ready')[0]!;
    await twice(ada, 'DELETE', `/api/me/sessions/${sessionId}`);
    expect((await ada.call('DELETE', `/api/me/sessions/${sessionId}`)).status).toBe(404);
  });
});
