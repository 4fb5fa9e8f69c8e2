import { CLIENT_EVENTS, type ClientEvent } from '../src/contract/events.js';
import { problemOfAck, inShort } from './support/contract-problems.js';
import { IDS, VALUES } from './support/hostile-values.js';
import { call } from './support/person.js';
import { useServer } from './support/server.js';
import { rowCounts, world } from './support/world.js';

useServer();
jest.setTimeout(120_000);

describe('hostile values over the socket', () => {
  const FIELDS: Record<ClientEvent, string[]> = {
    'message.send': ['chatId', 'message', 'reply', 'media', 'id', 'mentions', 'mentionsAll', 'attachments', 'poll'],
    'chat.read': ['chatId', 'seq'],
    'chat.delivered': ['chatId', 'seq'],
    'typing.start': ['chatId'],
    'typing.stop': ['chatId'],
    'presence.set': ['status'],
    sync: ['chats'],
  };

  it.each(Object.keys(CLIENT_EVENTS) as ClientEvent[])(
    '%s accepts or refuses each one, and stores only accepted messages',
    async (event) => {
      const { ada, chat, inBody } = await world();
      const { messages } = await rowCounts();
      const found: string[] = [];
      let sent = 0;

      for (const field of FIELDS[event]) {
        for (const value of [...VALUES, ...IDS]) {
          const { media: _, ...values } = inBody();
          const known = Object.entries({ ...values, chatId: chat.id, status: 'online' });
          const good = Object.fromEntries(known.filter(([key]) => FIELDS[event].includes(key)));
          const ack = await ada.socket?.request(event, { ...good, [field]: value });
          const problem = problemOfAck(ack ?? {});
          if (problem !== null) found.push(`${field} ${inShort(value)}: ${problem}`);
          if (event === 'message.send' && ack?.status === 'success' && !ack.meta) sent++;
        }
      }

      expect(found).toEqual([]);
      expect((await rowCounts()).messages - messages).toBe(sent);
      expect(await call('GET', '/health/live')).toMatchObject({ status: 200 });
    },
  );
});
