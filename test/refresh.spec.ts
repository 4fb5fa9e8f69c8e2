import type { LoginView } from '../src/contract/views/user.view.js';
import type { RenewedSessions } from '../src/realtime/sessions/session-watch.js';
import { TestSocket } from './support/test-socket.js';
import { upload } from './support/files.js';
import { person } from './support/people.js';
import { call, Person } from './support/person.js';
import { server, useServer } from './support/server.js';
import { StockClient } from './support/stock-client.js';

useServer();

const EXPIRED = { status: 401, body: { code: 'auth.token_expired' } };

const refresh = (one: Person) => one.call<never>('POST', '/api/refresh');
const statusOf = async (one: Person) => (await one.call('GET', '/api/me')).status;

/** The same person, with the token of a refresh. */
async function refreshed(one: Person): Promise<Person> {
  const answer = await refresh(one);
  if (answer.status !== 200) throw new Error(`not refreshed: ${answer.status}`);
  return new Person(one.name, answer.body as unknown as LoginView, one.password);
}

/** Moves the last refresh of the person into the past, so that the grace period of the earlier token is over. */
async function endGrace(one: Person): Promise<void> {
  await server().sql(
    `update sessions set renewed_at = renewed_at - interval '11 seconds' where user_id = $1 and renewed_at is not null`,
    [one.id],
  );
  // The server caches a session for two seconds.
  for (let tries = 0; (await statusOf(one)) === 200; tries++) {
    if (tries === 100) throw new Error('the token still counts');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const closeOutdated = () =>
  Promise.all(
    [...new Set([server(), server().live])].map((node) =>
      node.service<RenewedSessions>('realtime/sessions/session-watch', 'RenewedSessions').closeOutdated(),
    ),
  );

describe('a refresh', () => {
  it('ends the earlier token after ten seconds, for calls and sockets, and ends no other session', async () => {
    const ada = await person('ada');
    const phone = await call('POST', '/api/login', { email: ada.login.user.email, password: ada.password });
    const later = await refreshed(ada);
    expect(later.login.expiresAt >= ada.login.expiresAt).toBe(true);
    expect([await statusOf(ada), await statusOf(later)]).toEqual([200, 200]);

    await endGrace(ada);

    expect(await ada.call('GET', '/api/chats')).toMatchObject(EXPIRED);
    expect(await refresh(ada)).toMatchObject(EXPIRED);
    await expect(TestSocket.open(server().live.url, ada.token)).rejects.toMatchObject({ code: 'auth.token_expired' });
    expect(await statusOf(later)).toBe(200);
    await later.connects();
    const other = { authorization: `Bearer ${(phone.body as unknown as LoginView).token}` };
    expect((await call('GET', '/api/me', undefined, other)).status).toBe(200);
  });

  it('whose answer was lost can be repeated: all tokens that it answered with are valid, and stay valid', async () => {
    const ada = await person('ada');
    const answers = await Promise.all(Array.from({ length: 6 }, () => refreshed(ada)));
    answers.push(await refreshed(ada));

    expect(new Set(answers.map(({ login }) => login.expiresAt)).size).toBe(1);
    await endGrace(ada);
    for (const one of answers) expect(await statusOf(one)).toBe(200);
    const next = await refreshed(answers[3]!);
    expect(await statusOf(next)).toBe(200);
  });

  it('can follow another refresh at once; only the token before the last refresh has a grace period', async () => {
    const first = await person('ada');
    const second = await refreshed(first);
    const third = await refreshed(second);
    expect(await statusOf(third)).toBe(200);
    expect(await statusOf(second)).toBe(200);
    expect(await refresh(first)).toMatchObject(EXPIRED);
  });

  it('does not end the media token', async () => {
    const ada = await person('ada');
    const { url } = await upload(ada);
    await refreshed(ada);
    await endGrace(ada);
    expect((await call('GET', `${url}?t=${ada.login.mediaToken}`)).status).toBe(200);
  });

  it('works in a session that has no token version yet', async () => {
    const ada = await person('ada');
    const later = await refreshed(ada);
    await server().sql('update sessions set token_version = 0, renewed_at = null where user_id = $1', [ada.id]);
    // This is also the state after a restore of a backup from before the refresh.
    expect(await statusOf(later)).toBe(200);
    expect(await statusOf(await refreshed(later))).toBe(200);
  });
});

describe('a socket', () => {
  it('that was opened with an ended token is closed in a way that lets clients retry; one with the new token stays open', async () => {
    const ada = await person('ada');
    const early = await ada.connects();
    const later = await refreshed(ada);
    const socket = await TestSocket.open(server().live.url, later.token);
    await closeOutdated();
    expect([early.client.connected, socket.client.connected]).toEqual([true, true]);

    const reason = new Promise((resolve) => early.client.once('disconnect', resolve));
    await endGrace(ada);
    await closeOutdated();

    expect(await reason).toBe('transport close');
    expect(early.all('session.ended')).toEqual([]);
    expect(await socket.request('presence.set', { status: 'online' })).toMatchObject({ status: 'success' });
  });

  it('of the official client reconnects by itself, with the token that the client holds then', async () => {
    const ada = await person('ada');
    let { token } = ada;
    const client = StockClient.of(ada, { auth: (give: (auth: object) => void) => give({ token }) });
    await client.has('ready');
    token = (await refreshed(ada)).token;
    await endGrace(ada);
    await closeOutdated();
    await client.has('ready', 2);
    StockClient.endAll();
  });
});
