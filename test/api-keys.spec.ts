import type { ApiKeyView, NewApiKeyView } from '../src/contract/views/server.view.js';
import { AppBackEnd, asOperator, makeKey } from './support/app-back-end.js';
import { people } from './support/people.js';
import { call } from './support/person.js';
import { server, useServer } from './support/server.js';

useServer();

const asKey = (key: string) => ({ authorization: `Bearer ${key}` });
const readsWith = async (key: string) => (await call('GET', '/api/server/users/x', undefined, asKey(key))).body.code;
/** What a key that is accepted gets: the person does not exist. */
const ACCEPTED = 'user.external_id_unknown';

describe('an API key', () => {
  it('is shown once, and stored as a hash', async () => {
    const made = await makeKey('billing', ['users:read']);
    expect(made.key).toMatch(new RegExp(`^pk_${made.id}_[\\w-]{43}$`));
    expect(await readsWith(made.key)).toBe(ACCEPTED);
    const list = await call<ApiKeyView[]>('GET', '/api/server/keys', undefined, asOperator);
    expect(list.body.data).toMatchObject([{ id: made.id, name: 'billing', scopes: ['users:read'], revokedAt: null }]);
    expect(JSON.stringify(list.body)).not.toContain(made.key.slice(16));
    const stored = await server().sql('select * from api_keys');
    expect(JSON.stringify(stored)).not.toContain(made.key.slice(16));
  });

  it('is refused when it is unknown, wrong, expired or revoked', async () => {
    const made = await makeKey('short', ['users:read']);
    const wrong = made.key.slice(0, -1) + (made.key.endsWith('A') ? 'B' : 'A');
    for (const key of [wrong, `pk_000000000000_${made.key.slice(16)}`, made.key.slice(0, -1), 'pk_', made.id]) {
      expect([key, await readsWith(key)]).toEqual([key, 'auth.token_invalid']);
    }
    const past = { name: 'past', scopes: ['users:read'], expiresAt: '2020-01-01T00:00:00Z' };
    const expired = await call<NewApiKeyView>('POST', '/api/server/keys', past, asOperator);
    expect(await readsWith(expired.body.data.key)).toBe('auth.token_expired');
    expect(await readsWith(made.key)).toBe(ACCEPTED);
    await call('DELETE', `/api/server/keys/${made.id}`, undefined, asOperator);
    expect(await readsWith(made.key)).toBe('auth.token_invalid');
    const again = await call('DELETE', `/api/server/keys/${made.id}`, undefined, asOperator);
    expect(again.body.code).toBe('key.not_found');
  });

  it('keeps its former secret for a while after a rotation, also when the answer of the rotation was lost', async () => {
    const { id, key: first } = await makeKey('rotated', ['users:read']);
    const rotate = async (body = {}) =>
      (await call<NewApiKeyView>('POST', `/api/server/keys/${id}/rotate`, body, asOperator)).body.data;
    expect(await readsWith(first)).toBe(ACCEPTED);
    const lost = await rotate();
    const second = await rotate();
    expect(await readsWith(first)).toBe(ACCEPTED);
    expect(await readsWith(lost.key)).toBe('auth.token_invalid');
    expect(await readsWith(second.key)).toBe(ACCEPTED);
    const third = await rotate({ keepFor: 0 });
    expect(await readsWith(second.key)).toBe('auth.token_invalid');
    expect(await readsWith(third.key)).toBe(ACCEPTED);
  });

  it('makes and rotates only keys with scopes that it has itself, and leaves audit rows', async () => {
    const app = await AppBackEnd.withKey(['keys:write', 'users:read']);
    const made = await app.does<NewApiKeyView>('POST', 'keys', { name: 'small', scopes: ['users:read'] });
    const large = await makeKey('large', ['users:write']);
    const wanted = { name: 'more', scopes: ['users:read', 'users:write'] };
    for (const answer of [await app.call('POST', 'keys', wanted), await app.call('POST', `keys/${large.id}/rotate`)]) {
      expect(answer.body).toMatchObject({ code: 'key.scope_missing', params: { scope: 'users:write' } });
    }
    await app.does('POST', `keys/${made.id}/rotate`);
    await app.does('DELETE', `keys/${made.id}`);
    const acts = await server().sql<{ action: string }>(
      `select action from audit_log where target_id = $1 and actor_kind = 'key' order by seq`,
      [made.id],
    );
    expect(acts.map(({ action }) => action)).toEqual(['key.created', 'key.rotated', 'key.revoked']);
  });

  it('is made by people with the role of operators, and by no other person', async () => {
    const { ada, ben } = await people('ada', 'ben');
    await server().sql(`update users set role = 'operator' where id = $1`, [ada.id]);
    const body = { name: 'hers', scopes: ['users:read'] };
    expect((await ada.call('POST', '/api/server/keys', body)).status).toBe(201);
    expect((await ben.call('POST', '/api/server/keys', body)).body.code).toBe('auth.token_invalid');
  });
});
