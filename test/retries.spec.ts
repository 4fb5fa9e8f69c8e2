import { randomUUID } from 'node:crypto';

import type { MessageView } from '../src/contract/views/message.view.js';
import { people, person } from './support/people.js';
import type { Answer, Person } from './support/person.js';
import { server, useServer } from './support/server.js';

useServer();

const send = (one: Person, chat: { id: string }, body: object, headers = {}): Promise<Answer<MessageView>> =>
  one.call('POST', `/api/chats/${chat.id}/messages`, body, headers);

const replayed = ({ headers }: Answer): string | null => headers.get('idempotent-replayed');

/** The numbers of a chat's messages, oldest first. */
const seqs = async (one: Person, chat: { id: string }): Promise<number[]> =>
  (await one.sees(chat, '?limit=100')).map(({ seq }) => seq).reverse();

const oneTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

/** Ada and ben share a chat, eve is not in it. */
async function adaAndBen() {
  const ada = await person('ada');
  const ben = await person('ben');
  const eve = await person('eve');
  return { ada, ben, eve, chat: await ada.opensChatWith(ben) };
}

describe('sending a message again', () => {
  it('with the same id and content is answered with the first message', async () => {
    const { ada, chat } = await adaAndBen();
    const body = { message: 'hello', id: randomUUID() };

    const first = await send(ada, chat, body);
    const again = await send(ada, chat, { ...body, id: body.id.toUpperCase() });

    expect([first.status, again.status]).toEqual([201, 201]);
    expect([replayed(first), replayed(again)]).toEqual([null, 'true']);
    expect(again.body.data).toEqual(first.body.data);
    expect(again.body.data.id).toBe(body.id);
    expect(await seqs(ada, chat)).toEqual([1]);
  });

  it('accepts the id in the header as well, and refuses an id that is no UUID', async () => {
    const { ada, chat } = await adaAndBen();
    const key = { 'idempotency-key': randomUUID() };
    const refusal = { status: 400, body: { code: 'request.invalid' } };

    const inHeader = await send(ada, chat, { message: 'hello' }, key);
    const inBoth = await send(ada, chat, { message: 'hello', id: key['idempotency-key'] }, key);

    expect(inHeader.body.data.id).toBe(key['idempotency-key']);
    expect(replayed(inBoth)).toBe('true');
    expect(await send(ada, chat, { message: 'hello', id: randomUUID() }, key)).toMatchObject(refusal);
    expect(await send(ada, chat, { message: 'hello' }, { 'idempotency-key': 'first try' })).toMatchObject(refusal);
    expect(await send(ada, chat, { message: 'hello', id: 'first try' })).toMatchObject(refusal);
    expect(await seqs(ada, chat)).toEqual([1]);
  });

  it('with other content gets 409, and so does another participant who sends with the same id', async () => {
    const { ada, ben, eve, chat } = await adaAndBen();
    const first = await ada.says(chat, 'first');
    const body = { message: 'hello', id: randomUUID(), reply: first.id };
    const taken = { status: 409, body: { code: 'message.id_taken' } };

    expect(replayed(await send(ada, chat, body))).toBeNull();
    expect(replayed(await send(ada, chat, body))).toBe('true');

    expect(await send(ada, chat, { ...body, message: 'hello!' })).toMatchObject(taken);
    expect(await send(ada, chat, { ...body, reply: null })).toMatchObject(taken);
    expect(await send(ben, chat, body)).toMatchObject(taken);
    expect(await send(eve, chat, body)).toMatchObject({ status: 404, body: { code: 'chat.not_found' } });
    expect(await seqs(ada, chat)).toEqual([1, 2]);
  });

  it('with an id that another chat uses creates a message of its own', async () => {
    const { ada, ben, eve, chat } = await adaAndBen();
    const other = await ada.opensChatWith(eve);
    const body = { message: 'hello', id: randomUUID() };

    const answers = [await send(ada, chat, body), await send(ada, other, body), await send(eve, other, body)];

    expect(answers.map(({ status }) => status)).toEqual([201, 201, 409]);
    expect(answers.map(replayed)).toEqual([null, null, null]);
    expect(await seqs(ben, chat)).toEqual([1]);
    expect(await seqs(eve, other)).toEqual([1]);
  });

  it('thirty times at once stores one message and gives equal answers', async () => {
    const { ada, ben, chat } = await adaAndBen();
    const body = { message: 'hello', id: randomUUID() };

    const answers = await Promise.all([
      ...oneTo(30).map(() => send(ada, chat, body)),
      ...oneTo(10).map((n) => send(ben, chat, { message: `between ${n}` })),
    ]);

    const copies = answers.slice(0, 30);
    expect(copies.map(({ status }) => status)).toEqual(Array(30).fill(201));
    expect(copies.filter((copy) => replayed(copy) === null)).toHaveLength(1);
    for (const { body: answer } of copies) expect(answer).toEqual(copies[0]?.body);
    expect(await server().sql('select id from messages where id = $1', [body.id])).toHaveLength(1);
    expect(await seqs(ada, chat)).toEqual(oneTo(11));
  });
});

describe('messages sent at once', () => {
  it('may reply to each other', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const [question, answer] = [randomUUID(), randomUUID()];
    const asks = (message: string, id: string, reply?: string) =>
      ada.socket?.request('message.send', { chatId: chat.id, message, id, reply });

    const [, first, second, lost] = await Promise.all([
      asks('knock', randomUUID()), // while it is written, the others wait, to be written together
      asks('who is there?', question),
      asks('me', answer, question),
      asks('what?', randomUUID(), randomUUID()),
    ]);

    expect(first).toMatchObject({ status: 'success', data: { seq: 2, reply: null } });
    expect(second).toMatchObject({ data: { seq: 3, reply: { id: question, seq: 2, message: 'who is there?' } } });
    expect(lost).toMatchObject({ code: 'message.reply_not_found' });
  });

  it('are stored also when some among them are refused', async () => {
    const { ada, ben, eve, chat } = await adaAndBen();
    const answers = await Promise.all(
      oneTo(50).map((n) => {
        if (n === 20) return send(ada, chat, { message: 'what?', reply: randomUUID() });
        if (n === 30) return send(eve, chat, { message: 'let me in' });
        return send(n % 2 ? ada : ben, chat, { message: `${n}` });
      }),
    );

    expect(answers.filter(({ status }) => status === 201)).toHaveLength(48);
    expect(answers[19]).toMatchObject({ status: 404, body: { code: 'message.reply_not_found' } });
    expect(answers[29]).toMatchObject({ status: 404, body: { code: 'chat.not_found' } });
    expect(await seqs(ben, chat)).toEqual(oneTo(48));
    expect(await ben.chat(chat)).toMatchObject({ lastSeq: 48, lastRev: 48 });
  });
});
