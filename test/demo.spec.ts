import type { LoginView } from '../src/contract/views/user.view.js';
import type { MessageView } from '../src/contract/views/message.view.js';
import type { DemoSeed } from '../src/demo/demo-seed.js';
import { read } from './support/files.js';
import { person } from './support/people.js';
import { call, Person } from './support/person.js';
import { server, useServer } from './support/server.js';

useServer({ SEED_DEMO: 'true' });

const seed = () => server().service<DemoSeed>('demo/demo-seed', 'DemoSeed').onApplicationBootstrap();
const count = async (what: string) => {
  const [row] = await server().sql<{ n: number }>(`select count(*)::int n from ${what}`);
  return row!.n;
};

async function signsIn(email: string): Promise<Person> {
  const { status, body } = await call('POST', '/api/login', { email, password: 'asdasdasd' });
  expect(status).toBe(200);
  return new Person(email, body as unknown as LoginView, 'asdasdasd');
}

describe('the demo data', () => {
  it.each([
    ['asd@gmail.com', 'free'],
    ['asdasdasd@gmail.com', 'premium'],
  ])(
    'gives %s (%s) pinned, archived, read and unread chats, pages of messages, search results and a picture',
    async (email, plan) => {
      await seed();
      const me = await signsIn(email);
      expect(me.login.user.plan).toBe(plan);

      const chats = await me.chats();
      expect(chats.map(({ type }) => type)).toEqual(expect.arrayContaining(['direct', 'group']));
      expect(chats[0]).toMatchObject({ pinned: true });
      expect(chats.filter(({ archived }) => archived)).toHaveLength(1);
      expect(chats.some(({ unreadCount }) => unreadCount > 0)).toBe(true);
      expect(chats.some(({ unreadCount }) => unreadCount === 0)).toBe(true);

      const launch = chats.find(({ title }) => title === 'Harbor launch')!;
      const pages = [await me.sees(launch), await me.sees(launch, '?page=2')];
      expect(pages.map((page) => page.length)).toEqual([20, launch.lastSeq - 20]);
      const messages = pages.flat();
      expect(messages.some(({ reply }) => reply !== null)).toBe(true);
      expect(messages.some(({ starred }) => starred)).toBe(true);
      expect(await me.does('GET', `/api/chats/${launch.id}/search-messages?q=cake`)).toHaveLength(2);

      const picture = messages.flatMap(({ media }) => media).find(({ kind }) => kind === 'image')!;
      const file = await me.call('GET', picture.url);
      expect([file.status, file.headers.get('content-type')]).toEqual([200, 'image/png']);
    },
  );

  it('has drawn faces and pictures in every size, with nothing left to process', async () => {
    await seed();
    await seed();
    const asha = await signsIn('asd@gmail.com');
    expect(asha.login.user.avatar).toMatch(/^\/api\/media\//);
    const people = (await asha.chats()).flatMap(({ participants }) => participants.map(({ user }) => user));
    const faces = new Set(people.map(({ avatar }) => avatar));
    expect(faces.size).toBe(8);
    for (const url of faces) {
      for (const [size, width] of Object.entries({ original: 512, preview: 256, thumb: 96 })) {
        const { status, bytes } = await read(asha, `${url}?size=${size}`);
        expect([status, bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([200, width, width]);
      }
    }
    expect([await count('media_jobs'), await count("media_contents where status <> 'ready'")]).toEqual([0, 0]);
    expect(await count(`media_objects where variant = 'thumb'`)).toBe(10);
  });

  it.each(['asd@gmail.com', 'asdasdasd@gmail.com'])(
    'shows %s messages of several days in order of time, reactions, a poll, and no URL of another server',
    async (email) => {
      await seed();
      const me = await signsIn(email);
      const chats = await me.chats();
      const days = new Set<string>();
      const messages: MessageView[] = [];
      for (const chat of chats) {
        const newestFirst = await me.does<MessageView[]>('GET', `/api/chats/${chat.id}/messages?limit=100`);
        const oldestFirst = newestFirst.toReversed();
        messages.push(...oldestFirst);
        const times = oldestFirst.map(({ createdAt }) => createdAt);
        expect(times).toEqual([...new Set(times)].sort());
        expect([chat.createdAt <= times[0]!, chat.updatedAt]).toEqual([true, times.at(-1)]);
        for (const time of times) days.add(time.slice(0, 10));
        expect(newestFirst.map(({ seq }) => seq)).toEqual(newestFirst.map((_, index) => chat.lastSeq - index));
      }
      const newest = messages
        .map(({ createdAt }) => createdAt)
        .sort()
        .at(-1)!;
      expect(days.size).toBeGreaterThan(4);
      expect(Date.parse(newest)).toBeLessThanOrEqual(Date.now());
      expect(chats.find(({ pinned }) => pinned)!.updatedAt).toBe(newest);

      expect(messages.filter(({ reactions }) => reactions.length > 0).length).toBeGreaterThan(3);
      const polls = messages.flatMap(({ attachments }) => attachments.filter(({ kind }) => kind === 'poll'));
      expect(polls).toMatchObject([{ voters: 5, closed: false }]);
      const addresses = [...messages, ...chats].flatMap((one) => [
        ...JSON.stringify(one).matchAll(/"(?:url|thumbnailUrl|avatar)":"([^"]+)"/g),
      ]);
      expect(addresses.length).toBeGreaterThan(1);
      expect(addresses.map(([, address]) => address!).filter((address) => !address.startsWith('/api/'))).toEqual([]);
    },
  );

  it('has two accounts that `GET /api/demo-accounts` lists, and that can sign in', async () => {
    await seed();
    const { body } = await call<{ email: string; password: string }[]>('GET', '/api/demo-accounts');
    expect(body.data.map(({ email }) => email)).toEqual(['asd@gmail.com', 'asdasdasd@gmail.com']);
    for (const { email, password } of body.data) {
      expect((await call('POST', '/api/login', { email, password })).status).toBe(200);
    }
  });

  it('is stored once and completely, also by two seeds at once, or after an incomplete one', async () => {
    await Promise.all([seed(), seed()]);
    const once = [await count('users'), await count('chats'), await count('messages'), await count('stars')];
    expect(once[0]).toBe(8);
    expect(once[2]).toBeGreaterThanOrEqual(60);
    const order = 'select body from messages order by chat_id, seq';
    const rows = await server().sql(order);

    await server().sql('delete from messages where seq > 3');
    await server().sql('delete from changes');
    await server().sql('update chats set last_seq = 3, last_rev = 3');
    await server().sql('update participants set last_read_seq = 0, pinned = false');
    await seed();

    expect([await count('users'), await count('chats'), await count('messages'), await count('stars')]).toEqual(once);
    expect(await server().sql(order)).toEqual(rows);
    expect(await count('participants where pinned')).toBe(3);
  });

  it('is recorded in `demo_people`, which has the eight people of the demo and nobody else', async () => {
    await seed();
    await person('ada');
    expect(await count('demo_people')).toBe(8);
  });

  it('is not stored in a database that already has a user', async () => {
    const ada = await person('ada');
    await seed();
    expect(await count('users')).toBe(1);
    expect(await ada.chats()).toEqual([]);
  });

  it('does not overwrite what its people have changed', async () => {
    await seed();
    const me = await signsIn('asd@gmail.com');
    const [chat] = await me.chats();
    await me.does('DELETE', `/api/chats/${chat!.id}/pin`);
    await seed();
    expect((await me.chat(chat!)).pinned).toBe(false);
  });
});
