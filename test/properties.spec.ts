import fc from 'fast-check';

import type { MessageView } from '../src/contract/views/message.view.js';
import { isBlank } from '../src/contract/rules/typed-text.js';
import { textProblem } from '../src/contract/rules/validation.js';
import { problemOf, problemOfAck } from './support/contract-problems.js';
import { RawSocket } from './support/raw-socket.js';
import { server, useServer } from './support/server.js';
import { world } from './support/world.js';

useServer();
jest.setTimeout(120_000);

/** The seed is fixed, so that a failure repeats. fast-check prints it with the smallest input that fails. */
const RUNS = { seed: 20_261_123, numRuns: 150 };

/** Any sequence of 16-bit units, also single surrogates and NUL. */
const anyText = fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) });
const text = fc.oneof(anyText, fc.string({ unit: 'grapheme' }), fc.string());

/** Runs one property over many inputs, one after another, because they share the same people and chats. */
async function checkAll<Input>(inputs: fc.Arbitrary<Input>, check: (input: Input) => Promise<void>): Promise<void> {
  await fc.assert(fc.asyncProperty(inputs, check), RUNS);
}

describe('whatever is sent', () => {
  it('as a message is stored unchanged or refused with a reason, in the same way over REST and the socket', async () => {
    const { ada, chat } = await world();
    await checkAll(text, async (message) => {
      const path = `/api/chats/${chat.id}/messages`;
      const answer = await ada.call<MessageView>('POST', path, { message });
      const ack = (await ada.socket?.request('message.send', { chatId: chat.id, message })) ?? {};

      expect([problemOf(answer), problemOfAck(ack)]).toEqual([null, null]);
      expect(answer.status).toBe(isBlank(message) || textProblem(message, 1, 4_000) !== null ? 400 : 201);
      if (answer.status === 201) {
        const stored = await ada.does<MessageView>('GET', `${path}/${answer.body.data.id}`);
        expect([stored.message, (ack as { data?: MessageView }).data?.message]).toEqual([message, message]);
      } else expect(ack).toEqual(answer.body);
    });
  });

  it('as JSON gets an answer of the documented shape, from four calls that take a body', async () => {
    const { ada, inPath } = await world();
    const paths = ['/api/chats', `/api/chats/${inPath.chat}/messages`, `/api/chats/${inPath.chat}/read`, '/api/login'];
    const key = fc.constantFrom('message', 'reply', 'id', 'media', 'participants', 'title', 'seq', 'email', 'password');
    const bodies = fc.oneof(fc.jsonValue(), fc.dictionary(fc.oneof(key, anyText), fc.jsonValue()));
    await checkAll(fc.tuple(fc.constantFrom(...paths), bodies), async ([path, body]) => {
      expect(
        problemOf(await ada.call('POST', path, JSON.stringify(body), { 'content-type': 'application/json' })),
      ).toBeNull();
    });
  });

  it('as a search finds the message that contains it', async () => {
    const { ada, chat } = await world();
    const phrase = fc.string({ unit: fc.constantFrom(...'aA%_\\\'"&|!()*+.? \tß👍é'), minLength: 1, maxLength: 12 });
    await checkAll(phrase, async (q) => {
      const said = await ada.says(chat, `<${q}>`);
      const path = `/api/chats/${chat.id}/search-messages?q=${encodeURIComponent(q)}`;
      const found = await ada.does<MessageView[]>('GET', path);
      expect(found[0]?.id).toBe(said.id);
    });
  });

  it('as a path gets an answer of the documented shape', async () => {
    const { ada } = await world();
    const part = fc.oneof(fc.constantFrom('api', 'chats', 'messages', '..', '.', ''), fc.string({ unit: 'binary' }));
    await checkAll(fc.array(part, { maxLength: 6 }), async (parts) => {
      const path = parts.map((each) => encodeURIComponent(each)).join('/');
      expect(problemOf(await ada.call('GET', `/api/${path}`))).toBeNull();
    });
  });

  it('as packets closes at most its own socket; the server continues to work', async () => {
    const { eve, ben, chat } = await world();
    const packet = fc.oneof(
      fc.string({ unit: 'binary' }).map((rest) => `4${rest}`),
      fc
        .tuple(fc.constantFrom('2', '3', '5', '6', '51-', '20', '2/,', '1', '0'), fc.json())
        .map(([type, json]) => `4${type}${json}`),
      fc.uint8Array().map((bytes) => Buffer.from(bytes)),
    );
    await checkAll(fc.array(packet, { minLength: 1, maxLength: 5 }), async (packets) => {
      const raw = await RawSocket.signIn(eve.token);
      for (const each of packets) raw.send(each);
      raw.send('429999["x"]');
      await raw.waitFor('439999').catch(() => raw.closed);
      raw.close();
      await raw.closed;
    });
    const received = ben.waitFor('message.created');
    await ben.says(chat, 'still here');
    expect(await received).toMatchObject({ message: 'still here' });
    expect((await fetch(`${server().url}/health/ready`)).status).toBe(200);
  });
});
