import type { Tokens } from '../src/auth/sessions/tokens.js';
import type { ErrorView } from '../src/contract/envelope.js';
import { TestSocket } from './support/test-socket.js';
import { onAnotherDevice, people, person } from './support/people.js';
import type { Person } from './support/person.js';
import { RawSocket } from './support/raw-socket.js';
import { server, useServer } from './support/server.js';
import { StockClient } from './support/stock-client.js';

useServer();

const TRANSPORTS = ['polling', 'websocket'];

/** The error with which the server refuses a connection with these options. @throws Error if the server accepts it */
async function refusal(options: Parameters<typeof TestSocket.open>[2]): Promise<ErrorView> {
  const error = await TestSocket.open(server().live.url, '', options).then(
    () => new Error('was let in'),
    (refused: unknown) => refused as Error & { data?: ErrorView },
  );
  if (!('data' in error) || !error.data) throw error;
  return error.data;
}

const ended = (socket: TestSocket): Promise<string> =>
  new Promise((resolve) => socket.client.once('disconnect', resolve));

describe.each(TRANSPORTS)('signing in over %s', (transport) => {
  const transports = [transport];

  it('accepts the token in `auth` or as a Bearer header, and never in the query', async () => {
    const ada = await person('ada');
    const authorization = `Bearer ${ada.token}`;

    const inAuth = await ada.connects({ transports });
    const inHeader = await ada.connects({ transports, auth: {}, extraHeaders: { authorization } });

    for (const socket of [inAuth, inHeader]) {
      const [ready] = socket.all('connection.ready');
      expect(ready?.userId).toBe(ada.id);
      expect([ready?.sessionId, ready?.mediaToken]).toEqual([expect.any(String), expect.any(String)]);
      expect(Math.abs(Date.parse(ready?.serverTime ?? '') - Date.now())).toBeLessThan(60_000);
    }
    for (const name of ['token', 't', 'auth', 'access_token', 'authorization']) {
      const inQuery = await refusal({ transports, auth: {}, query: { [name]: ada.token } });
      expect(inQuery).toMatchObject({ status: 'error', code: 'auth.token_missing', details: [], params: {} });
    }
  });

  it('accepts pages of this host and of localhost, and clients without an origin; other origins cannot connect', async () => {
    const ada = await person('ada');
    const from = (origin: string) => ada.connects({ transports, extraHeaders: { origin } });

    await from('http://localhost:5173');
    await from('http://[::1]:8080');
    await from(server().live.url);
    await ada.connects({ transports });

    for (const origin of ['https://evil.example', 'http://localhost.evil.example', 'null', 'file://', 'x']) {
      await expect(from(origin)).rejects.toThrow(/xhr poll error|websocket error/);
    }
  });
});

describe('signing in', () => {
  it('is refused with an error code for every kind of invalid token', async () => {
    const ada = await person('ada');
    const tokens = server().service<Tokens>('auth/sessions/tokens', 'Tokens');
    const { sessionId } = (await ada.connects()).all('connection.ready')[0] ?? { sessionId: '' };
    const caller = { userId: ada.id, sessionId, tokenVersion: 0 };
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    const [, claims] = ada.token.split('.');

    const refused = (token: unknown) => refusal({ auth: { token } });
    expect(await refused(undefined)).toMatchObject({ code: 'auth.token_missing' });
    for (const token of ['', null, 5, {}, [ada.token], { $ne: null }]) {
      expect(await refused(token)).toMatchObject({ status: 'error', code: 'auth.token_missing' });
    }
    for (const token of ['x', 'a.b.c', `${ada.token}x`, `${none}.${claims}.`, ada.login.mediaToken, '\u0000']) {
      expect(await refused(token)).toMatchObject({ status: 'error', code: 'auth.token_invalid', retryAfter: null });
    }
    expect(await refused(await tokens.forApi(caller, new Date(0)))).toMatchObject({ code: 'auth.token_expired' });
    const others = { ...caller, userId: (await person('ben')).id };
    expect(await refused(await tokens.forApi(others, new Date(Date.now() + 60_000)))).toMatchObject({
      code: 'auth.session_revoked',
    });
    // Another node may have the socket. Wait until that node knows of the logout.
    const ended = ada.waitFor('session.ended');
    await ada.call('POST', '/api/logout');
    await ended;
    expect(await refused(ada.token)).toMatchObject({ code: 'auth.session_revoked' });
  });

  it('is possible only in the default namespace', async () => {
    const { token } = await person('ada');
    const raw = await RawSocket.open();

    raw.send(`40/admin,${JSON.stringify({ token })}`);
    expect(await raw.waitFor('44')).toBe('44/admin,{"message":"Invalid namespace"}');
    raw.send(`40${JSON.stringify({ token })}`);
    await raw.waitFor('42["connection.ready"');
    raw.close();
  });

  it('accepts at most fifty sockets of one person, also when sixty connect at once', async () => {
    const ada = await person('ada');

    const arrivals = await Promise.allSettled(Array.from({ length: 60 }, () => ada.connects()));

    const refusals = arrivals.flatMap((arrival) =>
      arrival.status === 'rejected' ? [arrival.reason as ErrorView] : [],
    );
    expect(refusals.map(({ code }) => code)).toEqual(Array(10).fill('rate.limited'));
    const overPolling = StockClient.of(ada, { transports: ['polling'], reconnection: false });
    const { envelope } = await overPolling.has('connect_error');
    expect(envelope).toMatchObject({ code: 'rate.limited', params: { limit: 50 }, retryAfter: 10 });
    StockClient.endAll();
    await (await person('ben')).connects();
    const [first] = arrivals.flatMap((arrival) => (arrival.status === 'fulfilled' ? [arrival.value] : []));
    first?.close();
    await expect(connectsWithRetry(ada)).resolves.toBeInstanceOf(TestSocket);
  });
});

/** Connects, with up to 20 retries, because the server notices a closed socket later than its client. */
async function connectsWithRetry(ada: Person): Promise<TestSocket> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await ada.connects();
    } catch (error) {
      if (attempt === 20) throw error;
    }
  }
}

describe('the end of a session', () => {
  it('pushes `session.ended` to its sockets and closes them, but not those of other sessions', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const phone = await onAnotherDevice(ada);
    const onPhone = [await phone.connects(), await phone.connects({ transports: ['polling'] })];

    const pushed = onPhone.map((socket) => socket.waitFor('session.ended'));
    const closed = onPhone.map(ended);
    await phone.does('POST', '/api/logout');

    expect(await Promise.all(pushed)).toEqual([{ code: 'auth.session_revoked' }, { code: 'auth.session_revoked' }]);
    await Promise.all(closed);
    const chat = await ada.opensChatWith(ben);
    const received = ada.waitFor('message.created');
    await ben.says(chat, 'still there?');
    expect(await received).toMatchObject({ message: 'still there?' });
    expect(ada.socket?.all('session.ended')).toEqual([]);
  });
});
