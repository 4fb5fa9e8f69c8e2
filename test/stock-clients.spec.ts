import { onAnotherDevice, person } from './support/people.js';
import { server, useServer } from './support/server.js';
import { StockClient } from './support/stock-client.js';

useServer();
afterEach(() => StockClient.endAll());

describe.each([
  ['with its defaults', {}],
  ['over WebSocket alone', { transports: ['websocket'] }],
])('the official client, %s', (_, options) => {
  it('retries by itself while the server fails to look up its session, and receives the reason', async () => {
    const ada = await person('ada');
    await server().sql('alter table sessions rename to sessions_away');
    const client = StockClient.of(ada, options);
    try {
      for (const times of [1, 2]) expect(await client.has('disconnect', times)).toMatchObject({ active: true });
      expect(client.events.map(({ why }) => why)).toContain('internal');
      expect(client.all('connect')).toEqual([]);
    } finally {
      await server().sql('alter table sessions_away rename to sessions');
    }
    await client.has('ready');
  });

  it('retries by itself while its person has too many sockets', async () => {
    const ada = await person('ada');
    const [first] = await Promise.all(Array.from({ length: 50 }, () => ada.connects()));

    const client = StockClient.of(ada, options);
    expect(await client.has('disconnect')).toMatchObject({ active: true });
    expect(client.events.map(({ why }) => why)).toContain('rate.limited');
    first?.close();

    await client.has('ready');
  });

  it('does not retry when its token is invalid or its session has ended', async () => {
    const ada = await person('ada');
    const client = StockClient.of({ socketServer: ada.socketServer, token: 'x' }, options);
    expect(await client.has('connect_error')).toMatchObject({ why: 'auth.token_invalid', active: false });

    const phone = await onAnotherDevice(ada);
    const onPhone = StockClient.of(phone, options);
    await onPhone.has('ready');
    await phone.does('POST', '/api/logout');
    expect(await onPhone.has('disconnect')).toMatchObject({ why: 'io server disconnect', active: false });
    expect(onPhone.all('session.ended')).toMatchObject([{ why: 'auth.session_revoked' }]);
    const again = StockClient.of(phone, options);
    expect(await again.has('connect_error')).toMatchObject({ why: 'auth.session_revoked', active: false });
  });
});
