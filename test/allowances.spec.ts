import type { ChatView } from '../src/contract/views/chat.view.js';
import { AppBackEnd } from './support/app-back-end.js';
import { TestSocket } from './support/test-socket.js';
import { onAnotherDevice, people, person } from './support/people.js';
import type { Person } from './support/person.js';
import { server, useServer } from './support/server.js';

useServer({ RATE_LIMIT: 'on', API_KEY_CALLS_PER_MINUTE: '100' }, { one: true });

/** Seconds that one flood may take. The limits that the tests expect include what the allowance regains in this time. */
const SLACK = 15;

/** Makes this many requests at once. @returns the error code of each answer; null if the request was carried out */
async function codesOf(times: number, ask: (n: number) => Promise<unknown>): Promise<(string | null)[]> {
  const answers = await Promise.all(Array.from({ length: times }, (_, n) => ask(n)));
  return answers.map((answer) => (answer as { code?: string }).code ?? null);
}

/** False for `overloaded`: a busy machine refuses some requests of a flood for this reason, which is not tested here. */
const isNotOverloaded = (code: string | null): boolean => code !== 'overloaded';

const countAccepted = (codes: (string | null)[]): number => codes.filter((code) => code === null).length;

const eventSender = (
  event: Parameters<NonNullable<Person['socket']>['request']>[0],
  payload: unknown,
  ...from: Person[]
) => {
  return (n: number) => from[n % from.length]!.socket!.request(event, payload);
};

it('an API key has a rate of its own, a fifth of it at once', async () => {
  const [one, other] = [await AppBackEnd.withKey(), await AppBackEnd.withKey()];
  const codes = await codesOf(60, async () => (await one.call('GET', 'users/nobody')).body);
  const accepted = codes.filter((code) => code === 'user.external_id_unknown').length;
  expect(accepted).toBeGreaterThanOrEqual(20);
  expect(accepted).toBeLessThanOrEqual(20 + Math.ceil((SLACK * 100) / 60));
  expect(codes).toContain('rate.limited');
  expect((await other.call('GET', 'users/nobody')).body.code).toBe('user.external_id_unknown');
});

describe('the allowance of a person on a node', () => {
  let ada: Person;
  let ben: Person;
  let chat: ChatView;

  beforeEach(async () => {
    ({ ada, ben } = await people('ada', 'ben'));
    chat = await ada.opensChatWith(ben);
    await ada.connects();
  });

  it('covers all their sockets and calls together, and does not limit other people', async () => {
    const phone = await onAnotherDevice(ada);
    await phone.connects();
    const marks = codesOf(1_500, eventSender('chat.read', { chatId: chat.id, seq: 0 }, ada, phone));
    const calls = codesOf(100, async () => (await ada.call('GET', '/api/me')).body);
    const others = codesOf(20, async () => (await ben.call('GET', '/api/me')).body);
    const codes = [...(await marks), ...(await calls)];
    expect(new Set(codes.filter(isNotOverloaded))).toEqual(new Set([null, 'rate.limited']));
    expect(countAccepted(codes)).toBeLessThanOrEqual(600 + 50 * SLACK);
    expect(await calls).toContain('rate.limited');
    expect(new Set((await others).filter(isNotOverloaded))).toEqual(new Set([null]));
  });

  it('counts calls that accept files, too', async () => {
    const sends = async (): Promise<unknown> => (await ada.call('POST', `/api/chats/${chat.id}/messages`, {})).body;
    const codes = new Set<string | null>();
    for (let wave = 0; wave < 40 && !codes.has('rate.limited'); wave++)
      for (const code of await codesOf(40, sends)) codes.add(code);
    expect([...codes].filter(isNotOverloaded).sort()).toEqual(['rate.limited', 'request.invalid']);
  });

  it('permits fewer `sync` events, because each costs more', async () => {
    const codes = await codesOf(300, eventSender('sync', {}, ada));
    expect(new Set(codes.filter(isNotOverloaded))).toEqual(new Set([null, 'rate.limited']));
    expect(countAccepted(codes)).toBeLessThanOrEqual((600 + 50 * SLACK) / 5);
  });

  it('limits the messages of a person to one chat, but not their messages to another chat or those of others', async () => {
    const eve = await person('eve');
    const other = await ada.opensChatWith(eve);
    const send = { chatId: chat.id, message: 'again' };
    const codes = await codesOf(500, eventSender('message.send', send, ada));
    expect(countAccepted(codes)).toBeGreaterThanOrEqual(60);
    expect(countAccepted(codes)).toBeLessThanOrEqual(60 + 20 * SLACK);
    expect(await ada.says(other, 'here as well')).toMatchObject({ message: 'here as well' });
    expect(await ben.says(chat, 'me too')).toMatchObject({ message: 'me too' });
  });

  it('limits typing events', async () => {
    const codes = await codesOf(200, eventSender('typing.start', { chatId: chat.id }, ada));
    expect(countAccepted(codes)).toBeGreaterThanOrEqual(20);
    expect(countAccepted(codes)).toBeLessThanOrEqual(20 + 3 * SLACK);
  });

  // A hundred, because after some refusals the server answers before Fastify reads the request, and sets these headers itself.
  it('refuses calls with a 429 that pages of other origins can read, in each of a hundred refusals', async () => {
    const origin = 'http://localhost:3000';
    const headers = { authorization: `Bearer ${ada.token}`, origin };
    const ask = () => fetch(`${server().url}/api/me`, { headers });
    const refused = [];
    while (refused.length < 100)
      for (const answer of await Promise.all(Array.from({ length: 40 }, ask)))
        if (answer.status === 429) refused.push(answer);
    for (const answer of refused) {
      expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
      expect(answer.headers.get('access-control-expose-headers')).toContain('Retry-After');
      expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
      expect(await answer.json()).toMatchObject({ code: 'rate.limited' });
    }
  });

  it('limits the new sockets of a person, but not those of others', async () => {
    const openSocket = () => TestSocket.open(server().url, ben.token);
    for (let n = 0; n < 50; n++) (await openSocket()).close();
    const codes = await codesOf(40, () => openSocket().catch((error: unknown) => error));
    expect(new Set(codes)).toContain('rate.limited');
    expect(await ada.call('GET', '/api/chats')).toMatchObject({ status: 200 });
    await onAnotherDevice(ada).then((phone) => phone.connects());
  });
});
