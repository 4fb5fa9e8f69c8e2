import { person, people } from './support/people.js';
import { useServer } from './support/server.js';
import { SlowClient } from './support/slow-client.js';

const OPEN_OF_ADDRESS = 300;
const JSON_TYPE = 'Content-Type: application/json';
const FORM_TYPE = 'Content-Type: multipart/form-data; boundary=edge';

useServer({ RATE_LIMIT: 'on', TRUST_PROXY: '127.0.0.1' });

const field = (name: string, size: number): string =>
  `--edge\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${'x'.repeat(size)}\r\n`;

/** A form of many fields, each of which is within its limit. */
const form = (fields: number, size: number): string =>
  Array.from({ length: fields }, (_, n) => field(`f${n}`, size)).join('');

describe('a body that does not end', () => {
  it('is not awaited if the caller is not signed in', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const path = `/api/chats/${chat.id}/messages`;
    const stranger = await SlowClient.sends({ path, headers: [JSON_TYPE], length: 100_000, sent: '{' });
    expect(await stranger.answer()).toMatchObject({ status: 401, body: { code: 'auth.token_missing' } });
    const forger = await SlowClient.sends({
      path,
      headers: [JSON_TYPE, 'Authorization: Bearer forged'],
      length: 100_000,
      sent: '{',
    });
    expect(await forger.answer()).toMatchObject({ status: 401, body: { code: 'auth.token_invalid' } });
    await Promise.all([stranger.closed(), forger.closed()]);
  });

  it.each([
    ['JSON that says how long it is', { headers: [JSON_TYPE], length: 20_000, sent: '{' }],
    ['JSON that goes on', { headers: [JSON_TYPE], sent: `{"email":"${'x'.repeat(20_000)}` }],
    ['a form of many fields', { headers: [FORM_TYPE], sent: form(9, 2_000) }],
    ['a form with a long name', { headers: [FORM_TYPE], sent: form(1, 20_000) }],
  ])('is refused once it is longer than a sign-in may be: %s', async (_, body) => {
    const client = await SlowClient.sends({ path: '/api/login', ...body });
    expect(await client.answer()).toMatchObject({ status: 413, body: { code: 'request.too_large' } });
    await client.closed();
  });

  it('is refused once all of its fields together are longer than a body may be', async () => {
    const ada = await person('ada');
    const headers = [FORM_TYPE, `Authorization: Bearer ${ada.token}`];
    const client = await SlowClient.sends({ method: 'PATCH', path: '/api/me', headers, sent: form(9, 16_000) });
    expect(await client.answer()).toMatchObject({ status: 413, body: { code: 'request.too_large' } });
    client.close();
  });
});

it('the server limits the open requests of each address, and no others', async () => {
  const from = (address: string) =>
    SlowClient.sends({
      path: '/api/login',
      headers: [JSON_TYPE, `X-Forwarded-For: ${address}`],
      length: 10,
      sent: '{',
    });
  const crowd = await Promise.all(Array.from({ length: OPEN_OF_ADDRESS + 1 }, () => from('198.51.100.7')));
  const refused = await Promise.any(crowd.map((client) => client.answer()));
  expect(refused).toMatchObject({ status: 429, body: { code: 'rate.limited', params: { limit: OPEN_OF_ADDRESS } } });

  const health = await SlowClient.sends({
    method: 'GET',
    path: '/health/live',
    headers: ['X-Forwarded-For: 198.51.100.7'],
    length: 0,
  });
  expect(await health.answer()).toMatchObject({ status: 200 });
  health.close();
  const other = await SlowClient.sends({
    path: '/api/login',
    headers: [JSON_TYPE, 'X-Forwarded-For: 198.51.100.8'],
    length: 2,
    sent: '{}',
  });
  expect(await other.answer()).toMatchObject({ status: 400 });
  other.close();
  for (const client of crowd) client.close();
});
