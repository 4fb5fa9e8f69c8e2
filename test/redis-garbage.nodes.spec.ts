import type { TraceView } from '../src/contract/views/reading.view.js';
import { TestSocket } from './support/test-socket.js';
import { call, type Person } from './support/person.js';
import { people } from './support/people.js';
import { server } from './support/server.js';
import { askRedis, sweepPresence, other, redisIsUp, until, useTwoNodes } from './support/two-nodes.js';

useTwoNodes();

const DEEP = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;

/** What a broken node, an older version or another program may publish. */
function garbage(chatId: string, userId: string): string[] {
  const json = [
    ...[
      '',
      ' ',
      '{',
      '{"push":',
      'undefined',
      'null',
      'true',
      '7',
      '-0',
      '1e999',
      '"text"',
      '[]',
      '[null]',
      '{}',
      DEEP,
    ],
    ...[
      '{"push":null}',
      '{"push":7}',
      '{"push":[]}',
      '{"push":{}}',
      '{"session":null}',
      '{"session":{"sessionId":{}}}',
    ],
    ...['{"__proto__":{"push":{}}}', '{"push":{"event":"__proto__","to":null}}', '{"constructor":{"prototype":{}}}'],
  ];
  const pushes: object[] = [
    { event: 'message.created' },
    { event: 'message.created', payload: null },
    { event: 'message.created', payload: { chatId, rev: null, seq: 1 } },
    { event: 'message.created', payload: { chatId, rev: 'x', seq: 'y' } },
    { event: 'message.created', payload: { chatId, rev: 2.5, seq: {} } },
    { event: 'message.created', payload: { chatId, rev: -1 } },
    { event: 'participant.joined', payload: { chatId, rev: 1e300, participant: null } },
    { event: 'participant.joined', payload: { chatId, rev: 2, participant: null } },
    { event: 'participant.left', payload: { chatId, rev: 2, participant: { user: [] } } },
    { event: 'reaction.added', payload: { chatId, rev: 2, messageId: {} } },
    { event: 'toString', payload: { chatId, rev: 2 } },
    { event: 'disconnect', payload: {}, to: { chat: chatId } },
    { event: 'typing.started', payload: null, to: null },
    { event: 'typing.started', payload: {}, to: { chat: {} } },
    { event: 'typing.started', payload: {}, to: { users: 'all' } },
    { event: 'typing.started', payload: {}, to: { users: [null, 1] } },
    { event: 'presence.changed', payload: {}, to: { acquaintancesOf: 'nobody' } },
    { event: 'chat.created', chatId, newcomers: null, rev: 1 },
    { event: 'chat.created', chatId, newcomers: [userId, {}], rev: {} },
    { event: 'chat.created', chatId: 5, newcomers: [userId], rev: 0 },
    { event: 'message.created', payload: { chatId, rev: 2, seq: 2, message: 'x'.repeat(200_000), at: DEEP } },
  ].map((push) => ({ push }));
  const texts = [...json, ...pushes.map((push) => JSON.stringify(push))];
  const questions = [
    { id: null, node: null, chatId: null, userIds: null },
    { id: 'x', node: 'x', chatId, userIds: [{}] },
    { id: 'x', node: 'x', chatId, userIds: 'x' },
    { id: 'x', sockets: null },
    { id: 'x', sockets: [null] },
  ];
  const hints = texts.flatMap((text) => [`node\n- ${text}`, `node\n${chatId} ${text}`, `node\n${text}`]);
  const leases = ['+', '-', '+ ', '+\u0000', `+${userId}`, `+${userId} x`, '-x 1', '+x 1e999', `?${userId} 1`];
  return [...texts, ...questions.map((one) => JSON.stringify(one)), ...hints, ...leases];
}

/** Publishes each text on every channel that any node listens to. @returns how many channels these are */
async function publishEverywhere(texts: string[]): Promise<number> {
  return askRedis(async (client) => {
    const channels = (await client.pubsub('CHANNELS', '*')) as string[];
    for (const text of texts) {
      const batch = client.pipeline();
      for (const channel of channels) batch.publish(channel, text);
      await batch.exec();
    }
    return channels.length;
  });
}

/** Ada calls one node, Ben receives pushes on the other. What one node tells the other goes through Redis. */
async function onTwoNodes() {
  const { ada } = await people('ada');
  const { ben } = await people('ben');
  const there = await TestSocket.open(other().url, ben.token);
  return { ada, ben, there, chat: await ada.opensChatWith(ben) };
}

async function expectDelivered(ada: Person, there: TestSocket, chat: { id: string }): Promise<void> {
  const id = crypto.randomUUID();
  const received = there.waitFor('message.created', (created) => created.id === id);
  const typing = there.waitFor('typing.started');
  await ada.socket?.request('typing.start', { chatId: chat.id });
  expect(await typing).toMatchObject({ chatId: chat.id });
  const message = await ada.says(chat, 'still there?', { id });
  expect(await received).toMatchObject({ seq: message.seq, rev: message.rev });
}

const containedFailures = async (url: string): Promise<number> => {
  const { text } = (await call('GET', `${url}/metrics`)).body as unknown as { text: string };
  const counts = [...text.matchAll(/^parley_contained_failures_total\{where="redis [^}]*\} (\d+)$/gm)];
  return counts.reduce((sum, [, count]) => sum + Number(count), 0);
};

describe('a node whose Redis contains garbage', () => {
  it('drops and counts garbage on every channel, and continues to answer and to deliver', async () => {
    const { ada, ben, there, chat } = await onTwoNodes();
    await expectDelivered(ada, there, chat);

    // The channels of hints, of presence, of questions, and of the answers to each of the two nodes.
    expect(await publishEverywhere(garbage(chat.id, ben.id))).toBe(5);
    await expectDelivered(ada, there, chat);

    const [message] = await ada.sees(chat);
    const trace = await ada.does<TraceView>('GET', `/api/chats/${chat.id}/messages/${message?.id}/trace`);
    expect(trace.recipients[0]?.devices.length).toBeGreaterThan(0);
    for (const { url } of [server(), other()]) {
      expect((await fetch(`${url}/health/ready`)).status).toBe(200);
      expect(await containedFailures(url)).toBeGreaterThan(60);
    }
    const received = [...there.received, ...(ben.socket?.received ?? [])].map(({ event }) => event);
    const real = ['connection.ready', 'chat.created', 'presence.changed'];
    const said = ['typing.started', 'message.created', 'typing.stopped'];
    expect(received.filter((event) => ![...real, ...said].includes(event))).toEqual([]);
  });

  it('continues to run when Redis refuses it the channels, and subscribes again when they are allowed', async () => {
    const { ada, there, chat } = await onTwoNodes();
    const [hints = ''] = await askRedis(async (client) => (await client.pubsub('CHANNELS', '*hints')) as string[]);
    const listeners = () => askRedis(async (client) => (await client.pubsub('NUMSUB', hints))[1]);
    expect(await listeners()).toBe(2);
    await askRedis(async (client) => {
      await client.acl('SETUSER', 'default', 'resetchannels');
      await client.client('KILL', 'TYPE', 'pubsub');
    });
    await until(redisIsUp);
    await ada.says(chat, 'from the journal');
    await askRedis((client) => client.acl('SETUSER', 'default', 'allchannels'));
    await until(async () => (await listeners()) === 2);
    await expectDelivered(ada, there, chat);
  });

  it('continues to run when keys hold garbage, and uses the valid part of the presence', async () => {
    const { ada, ben, there, chat } = await onTwoNodes();
    await askRedis(async (client) => {
      const [leases = ''] = await client.keys('*{presence}:leases');
      const [people = ''] = await client.keys('*{presence}:people');
      const [state = ''] = await client.keys('*{presence}:state');
      for (const member of ['', ' ', ' x', 'x', '\u0000', ben.id, 'x y z']) await client.zadd(leases, 1, member);
      await client.hset(people, { '': 'x', 'not an id': 1, '\u0000': '1e999' });
      await client.hset(state, { looked: 'x', calm: 'y' });
    });
    await sweepPresence(0);
    await sweepPresence(0);
    expect((await ada.does<{ status: string }>('GET', `/api/users/${ben.id}`)).status).toBe('online');
    await expectDelivered(ada, there, chat);

    await askRedis(async (client) => {
      for (const key of await client.keys('*')) await client.multi().del(key).set(key, 'not what it was').exec();
    });
    await sweepPresence(0);
    await expectDelivered(ada, there, chat);
    await askRedis((client) => client.flushall());
    await sweepPresence(0);
    await expectDelivered(ada, there, chat);
  });
});
