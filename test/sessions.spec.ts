import { Client } from 'pg';

import type { LoginView, SessionView } from '../src/contract/views/user.view.js';
import type { JournalCatchUp } from '../src/realtime/feed/journal-catch-up.js';
import { TestSocket } from './support/test-socket.js';
import { itUnless } from './support/it-unless.js';
import { onAnotherDevice, people, person } from './support/people.js';
import { call, Person } from './support/person.js';
import { server, useServer } from './support/server.js';

useServer();

const sessionsOf = (one: Person): Promise<SessionView[]> => one.does('GET', '/api/me/sessions');
/** The id of the session that makes the call. */
async function sessionIdOf(one: Person): Promise<string> {
  const [session] = await sessionsOf(one);
  if (!session) throw new Error(`${one.name} has no session`);
  return session.id;
}

const ended = (socket: TestSocket): Promise<string> =>
  new Promise((resolve) => socket.client.once('disconnect', resolve));

/** Signs in with this User-Agent. */
async function from(device: string, { name, login, password }: Person): Promise<Person> {
  const answer = await call('POST', '/api/login', { email: login.user.email, password }, { 'user-agent': device });
  return new Person(name, answer.body as unknown as LoginView, password);
}

describe('the sessions of a person', () => {
  it('are listed with their device, the current session first, without the sessions of other people', async () => {
    const { ada } = await people('ada', 'ben');
    const phone = await from('  Phone/1.0 (made up)  ', ada);
    const odd = await from('x'.repeat(300), ada);
    const account = { email: 'device@example.com', password: 'a password for tests', name: 'new' };
    const fresh = await call('POST', '/api/register', account, { 'user-agent': 'First/1' });

    const seen = await sessionsOf(phone);
    expect(seen.map(({ current }) => current)).toEqual([true, false, false]);
    expect(seen[0]).toEqual({
      id: expect.any(String) as string,
      device: 'Phone/1.0 (made up)',
      place: '127.0.0.0/24',
      createdAt: expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/) as string,
      expiresAt: phone.login.expiresAt,
      current: true,
    });
    expect(seen[1]?.device).toBe('x'.repeat(200));
    expect((await sessionsOf(ada))[0]?.id).toBe(seen[2]?.id);
    expect((await sessionsOf(odd)).map(({ id }) => id).sort()).toEqual(seen.map(({ id }) => id).sort());
    const registered = new Person('new', fresh.body as unknown as LoginView, '');
    expect(await sessionsOf(registered)).toMatchObject([{ device: 'First/1', current: true }]);
  });

  it('can be ended only by their person: calls, media and sockets of the session end at once, other devices stay', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const phone = await onAnotherDevice(ada);
    const socket = await phone.connects();
    const id = await sessionIdOf(phone);
    await expect(ben.does('DELETE', `/api/me/sessions/${id}`)).rejects.toMatchObject({ code: 'session.not_found' });
    expect(await phone.call('GET', '/api/me')).toMatchObject({ status: 200 });

    const [pushed, closed] = [socket.waitFor('session.ended'), ended(socket)];
    await ada.does('DELETE', `/api/me/sessions/${id.toUpperCase()}`);

    expect(await pushed).toEqual({ code: 'auth.session_revoked' });
    await closed;
    for (const path of ['/api/me', `/api/me/sessions`]) {
      expect(await phone.call('GET', path)).toMatchObject({ status: 401, body: { code: 'auth.session_revoked' } });
    }
    const media = await call('GET', `/api/media/${id}?t=${phone.login.mediaToken}`);
    expect(media.body.code).toBe('auth.session_revoked');
    await expect(TestSocket.open(server().url, phone.token)).rejects.toMatchObject({ code: 'auth.session_revoked' });
    expect(await sessionsOf(ada)).toHaveLength(1);
    expect(ada.socket?.client.connected).toBe(true);
    const again = await ada.call('DELETE', `/api/me/sessions/${id}`);
    expect(again).toMatchObject({ status: 404, body: { code: 'session.not_found' } });
  });

  it('are listed in pages, each session once', async () => {
    const ada = await person('ada');
    await server().sql(
      `insert into sessions (id, user_id, expires_at)
       select gen_random_uuid(), $1, now() + interval '1 day' from generate_series(1, 204)`,
      [ada.id],
    );
    const seen: string[] = [];
    const sizes: number[] = [];
    for (let next: string | null = ''; next !== null;) {
      const { body } = await ada.call<SessionView[]>('GET', `/api/me/sessions?cursor=${next}`);
      expect(body.data.map(({ current }) => current)).toEqual(body.data.map((_, n) => seen.length + n === 0));
      seen.push(...body.data.map(({ id }) => id));
      sizes.push(body.data.length);
      next = body.meta.next as string | null;
    }
    expect(sizes).toEqual([100, 100, 5]);
    expect(new Set(seen).size).toBe(205);
    expect((await ada.call<unknown[]>('GET', '/api/me/sessions?limit=3')).body.data).toHaveLength(3);
    for (const query of ['limit=0', 'limit=101', 'cursor=x', 'page=2']) {
      expect(await ada.call('GET', `/api/me/sessions?${query}`)).toMatchObject({ body: { code: 'request.invalid' } });
    }
  });

  it('all end except the current one, with their sockets; the sessions of other people stay', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const phone = await onAnotherDevice(ada);
    const [socket, tablet] = [await phone.connects(), await onAnotherDevice(ada)];
    const [pushed, closed] = [socket.waitFor('session.ended'), ended(socket)];

    expect(await ada.does('DELETE', '/api/me/sessions')).toEqual({ ended: 2 });

    expect(await pushed).toEqual({ code: 'auth.session_revoked' });
    await closed;
    for (const one of [phone, tablet]) {
      expect(await one.call('GET', '/api/me')).toMatchObject({ status: 401, body: { code: 'auth.session_revoked' } });
    }
    for (const one of [ada, ben])
      expect([one.socket?.client.connected, (await sessionsOf(one)).length]).toEqual([true, 1]);
    expect(await ada.does('DELETE', '/api/me/sessions')).toEqual({ ended: 0 });
  });

  it('all end with a logout everywhere; the sessions of other people stay', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const phone = await onAnotherDevice(ada);
    expect(await ada.call('POST', '/api/logout', { everywhere: 'perhaps' })).toMatchObject({ status: 400 });
    expect(await phone.call('POST', '/api/logout', { everywhere: false })).toMatchObject({ status: 200 });
    expect(await ada.call('GET', '/api/me')).toMatchObject({ status: 200 });
    const tablet = await onAnotherDevice(ada);

    const closed = ended(ada.socket!);
    await tablet.does('POST', '/api/logout', { everywhere: true });

    await closed;
    for (const one of [ada, tablet]) expect(await one.call('GET', '/api/me')).toMatchObject({ status: 401 });
    expect(await ben.call('GET', '/api/me')).toMatchObject({ status: 200 });
    expect(await server().sql('select 1 from sessions where user_id = $1', [ada.id])).toEqual([]);
  });

  it('can be ended by themselves, which is signing out', async () => {
    const ada = await person('ada');
    const id = await sessionIdOf(ada);
    expect(await ada.call('DELETE', `/api/me/sessions/${id}`)).toMatchObject({ status: 200 });
    expect(await ada.call('GET', '/api/me')).toMatchObject({ body: { code: 'auth.session_revoked' } });
  });

  it('end once, also when eight calls ask for it at once', async () => {
    const ada = await person('ada');
    const phone = await onAnotherDevice(ada);
    const id = await sessionIdOf(phone);
    const answers = await Promise.all(Array.from({ length: 8 }, () => ada.call('DELETE', `/api/me/sessions/${id}`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(7).fill(404)]);
    const pushed = await server().sql('select 1 from moves where $1 = any (session_ids)', [id]);
    expect(pushed).toHaveLength(1);
  });
});

describe('a session that one node ends', () => {
  const catchUp = () => server().service<JournalCatchUp>('realtime/feed/journal-catch-up', 'JournalCatchUp').catchUp();

  /** What the other node does: it deletes the row and notes it in the journal, in one transaction. */
  const endElsewhere = (id: string) =>
    server().sql(
      `with gone as (delete from sessions where id = $1 returning id)
       insert into moves (session_ids) select array[id] from gone`,
      [id],
    );

  it('ends on another node as soon as that node has read the journal: its calls get 401, its sockets are closed', async () => {
    const { ada } = await people('ada');
    const phone = await onAnotherDevice(ada);
    const socket = await phone.connects();
    const id = await sessionIdOf(phone);

    const [pushed, closed] = [socket.waitFor('session.ended'), ended(socket)];
    await endElsewhere(id);
    await catchUp();

    expect(await pushed).toEqual({ code: 'auth.session_revoked' });
    await closed;
    expect(await phone.call('GET', '/api/me')).toMatchObject({ status: 401, body: { code: 'auth.session_revoked' } });
    expect(await ada.call('GET', '/api/me')).toMatchObject({ status: 200 });
  });

  itUnless(
    process.env.TEST_DATABASE_URL === undefined && 'the embedded database runs one transaction at a time',
    'ends when that node commits, also if the journal was read while its transaction was open',
    async () => {
      const { ada } = await people('ada');
      const phone = await onAnotherDevice(ada);
      const socket = await phone.connects();
      const id = await sessionIdOf(phone);
      const node = new Client({ connectionString: server().address.settings.DATABASE_URL });
      await node.connect();
      await node.query('begin');
      await node.query('insert into moves (session_ids) values (array[$1::uuid])', [id]);
      await ada.does('PATCH', '/api/me', { name: 'Ada' });
      await catchUp();

      const pushed = socket.waitFor('session.ended');
      await node.query('commit').finally(() => node.end());
      await catchUp();
      expect(await pushed).toEqual({ code: 'auth.session_revoked' });
    },
  );

  it('is written to the journal', async () => {
    const ada = await person('ada');
    const id = await sessionIdOf(ada);
    await ada.does('POST', '/api/logout');
    expect(await server().sql('select session_ids from moves where session_ids <> $1', ['{}'])).toEqual([
      { session_ids: [id] },
    ]);
  });
});
