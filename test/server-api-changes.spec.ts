import { randomUUID } from 'node:crypto';

import type { MessageView } from '../src/contract/views/message.view.js';
import type { AuditView } from '../src/contract/views/operator.view.js';
import type { AppChatView, AppParticipantView, MessageOutcomeView } from '../src/contract/views/server.view.js';
import type { LoginView, SessionView } from '../src/contract/views/user.view.js';
import { actsOf, AppBackEnd } from './support/app-back-end.js';
import { server, useServer } from './support/server.js';

useServer();

const claimsOf = ({ token }: LoginView) =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { sid: string; ver: number };

describe('a person of the app', () => {
  it('is another one than a person whose id differs in letter case, also for an Idempotency-Key', async () => {
    const app = await AppBackEnd.withKey();
    const [upper, lower] = [await app.brings('Bob'), await app.brings('bob')];
    const ends = (id: string, key: string) =>
      app.call('DELETE', `users/${id}/sessions`, undefined, { 'idempotency-key': key });
    expect((await ends('Bob', 'first')).body.data).toEqual({ ended: 1 });
    expect((await ends('bob', 'first')).body.code).toBe('idempotency.key_reused');
    expect((await upper.call('GET', '/api/me')).body.code).toBe('auth.session_revoked');
    expect((await lower.call('GET', '/api/me')).status).toBe(200);
    expect((await ends('Bob', 'first')).headers.get('idempotent-replayed')).toBe('true');
    expect((await ends('bob', 'second')).body.data).toEqual({ ended: 1 });
  });

  it('gets one session for calls with the same Idempotency-Key, and a new token of it each time, until it has ended', async () => {
    const app = await AppBackEnd.withKey();
    const [uma] = [await app.brings('uma'), await app.brings('vic')];
    const asks = (key: string, id = 'uma', body?: object) =>
      app.call<LoginView>('POST', `users/${id}/token`, body, { 'idempotency-key': key });
    const sessions = async () => (await uma.does<SessionView[]>('GET', '/api/me/sessions')).length;
    const bearer = ({ token }: LoginView) => ({ authorization: `Bearer ${token}` });

    const copies = await Promise.all([asks('key'), asks('key'), asks('key')]);
    expect(copies.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(copies.filter(({ headers }) => headers.get('idempotent-replayed') === null)).toHaveLength(1);
    const [first] = copies.map(({ body }) => body.data);
    const sid = claimsOf(first!).sid;
    expect(new Set(copies.map(({ body }) => claimsOf(body.data).sid))).toEqual(new Set([sid]));
    expect(await sessions()).toBe(2);
    expect(await server().sql(`select answer from kept_answers where key = 'key'`)).toEqual([
      { answer: { sessionId: sid } },
    ]);
    await uma.call('POST', '/api/refresh', undefined, bearer(first!));
    const retry = (await asks('key')).body.data;
    expect(retry).toMatchObject({ expiresAt: first?.expiresAt, user: { id: uma.id } });
    expect(claimsOf(retry)).toMatchObject({ sid, ver: 1 });
    expect((await uma.call('GET', '/api/me', undefined, bearer(retry))).status).toBe(200);
    expect((await asks('key', 'vic')).body.code).toBe('idempotency.key_reused');
    expect((await asks('key', 'uma', { ttl: 60 })).body.code).toBe('idempotency.key_reused');
    expect(claimsOf((await asks('another')).body.data).sid).not.toBe(sid);
    expect(await sessions()).toBe(3);

    expect(await app.does('DELETE', 'users/uma/sessions')).toEqual({ ended: 3 });
    expect(await asks('key')).toMatchObject({ status: 404, body: { code: 'session.not_found' } });
    expect((await asks('third')).status).toBe(201);
    await server().sql(`update users set role = 'operator' where id = $1`, [uma.id]);
    expect(await asks('third')).toMatchObject({ status: 403, body: { code: 'user.is_operator' } });
    const started = (await actsOf(app)).filter(({ action }) => action === 'token.created');
    expect(started.filter(({ target_id }) => target_id === uma.id)).toHaveLength(4);
  });

  it('gets another plan, and the audit log says so', async () => {
    const app = await AppBackEnd.withKey();
    const uma = await app.brings('uma');
    const put = (plan: string, by = app) => by.call('PUT', 'users/uma', { plan });
    expect(await uma.does('GET', '/api/me')).toMatchObject({ plan: 'free' });
    const first = await put('premium');
    expect(first.body.data).toMatchObject({ name: 'uma', plan: 'premium' });
    expect((await put('premium')).body).toEqual(first.body);
    expect((await put('gold')).body.code).toBe('request.invalid');
    const others = await AppBackEnd.withKey(['users:read', 'tokens:write']);
    expect((await put('free', others)).body.code).toBe('key.scope_missing');
    expect(await uma.does('GET', '/api/me')).toMatchObject({ plan: 'premium' });
    const acts = (await actsOf(app)).filter(({ action }) => action.startsWith('user.'));
    expect(acts.map(({ action, target_id, details }) => [action, target_id, details])).toEqual([
      ['user.created', uma.id, { externalId: 'uma' }],
      ['user.changed', uma.id, { externalId: 'uma', changed: ['plan'] }],
    ]);
  });
});

describe('a chat of the app', () => {
  it('gets a title, data and roles from the app; what is so already changes nothing', async () => {
    const app = await AppBackEnd.withKey();
    const [, vic] = [await app.brings('uma'), await app.brings('vic')];
    await app.brings('out');
    const { id } = await app.does<AppChatView>('POST', 'chats', { title: 'Order 7', participants: ['uma', 'vic'] });
    const change = (body: object, chat = id) => app.call<AppChatView>('PATCH', `chats/${chat}`, body);
    const updated = vic.waitFor('chat.updated');
    const told = vic.waitFor('message.created', ({ system }) => system?.event === 'title.changed');
    const first = await change({ title: 'Order 7, paid', data: { paid: true } });
    expect(first.body.data).toMatchObject({ id, title: 'Order 7, paid', data: { paid: true } });
    expect(await updated).toMatchObject({ title: 'Order 7, paid', data: { paid: true } });
    expect(await told).toMatchObject({ sender: { name: 'App' }, system: { value: 'Order 7, paid' } });
    expect((await change({ title: 'Order 7, paid' })).body).toEqual(first.body);
    expect((await change({ data: null })).body.data).toMatchObject({ title: 'Order 7, paid', data: null });
    const direct = await app.does<AppChatView>('POST', 'chats', { participants: ['uma', 'vic'] });
    expect((await change({ data: { a: 1 } }, direct.id)).body.data.data).toEqual({ a: 1 });
    expect((await change({ title: 'Us' }, direct.id)).body.code).toBe('chat.is_direct');
    expect((await change({ title: 'x'.repeat(121) })).body.code).toBe('request.invalid');
    expect((await change({ title: 'Nowhere' }, randomUUID())).body.code).toBe('chat.not_found');

    const gives = (role: string, to: string, chat = id) =>
      app.call<AppParticipantView>('PATCH', `chats/${chat}/participants/${to}`, { role });
    const promoted = vic.waitFor('message.created', ({ system }) => system?.event === 'role.changed');
    expect((await gives('admin', 'vic')).body.data).toMatchObject({ externalId: 'vic', role: 'admin' });
    expect(await promoted).toMatchObject({ sender: { name: 'App' }, system: { value: 'admin' } });
    expect((await gives('admin', 'vic')).body.data.role).toBe('admin');
    expect((await gives('owner', 'vic')).body.data.role).toBe('owner');
    const { participants } = await app.does<AppChatView>('GET', `chats/${id}`);
    expect(participants.map(({ externalId, role }) => [externalId, role])).toEqual([
      ['uma', 'admin'],
      ['vic', 'owner'],
    ]);
    const refused = [
      ['member', 'vic', id, 'request.invalid'],
      ['boss', 'vic', id, 'request.invalid'],
      ['member', 'out', id, 'participant.not_found'],
      ['member', 'nobody', id, 'user.external_id_unknown'],
      ['admin', 'vic', direct.id, 'chat.is_direct'],
      ['admin', 'vic', randomUUID(), 'chat.not_found'],
    ] as const;
    for (const [role, to, chat, code] of refused)
      expect([role, to, (await gives(role, to, chat)).body.code]).toEqual([role, to, code]);
    const acts = (await actsOf(app)).map(({ action }) => action).filter((action) => /changed$/.test(action));
    expect(acts).toEqual(['chat.changed', 'chat.changed', 'chat.changed', 'chat.role_changed', 'chat.role_changed']);
  });
});

describe('a message of the app', () => {
  it('is refused in the name of a person who is deactivated, but not the retry of one that was sent before', async () => {
    const app = await AppBackEnd.withKey();
    for (const one of ['uma', 'vic']) await app.brings(one);
    const chat = await app.does<AppChatView>('POST', 'chats', { participants: ['uma', 'vic'] });
    const path = `chats/${chat.id}/messages`;
    const before = { as: 'uma', message: 'Before', id: randomUUID() };
    const said = await app.does<MessageView>('POST', path, before);
    await app.does('POST', 'users/uma/deactivate');

    const after = { as: 'uma', message: 'After', id: randomUUID() };
    expect(await app.call('POST', path, after)).toMatchObject({ status: 403, body: { code: 'auth.deactivated' } });
    const messages = [after, { ...after, as: 'vic', id: randomUUID() }];
    const outcomes = await app.does<MessageOutcomeView[]>('POST', `${path}/batch`, { messages });
    expect(outcomes.map(({ data, error }) => data?.seq ?? error?.code)).toEqual(['auth.deactivated', 2]);
    expect(await app.does('POST', path, before)).toEqual(said);
    await app.does('POST', 'users/uma/reactivate');
    expect(await app.does('POST', path, after)).toMatchObject({ seq: 3, message: 'After' });
  });
});

type AuditRow = AuditView & { details: { externalId?: string } };

describe('the audit log', () => {
  it('has a row for each page of messages that a key reads, and none for a refused one', async () => {
    const app = await AppBackEnd.withKey();
    for (const one of ['uma', 'vic']) await app.brings(one);
    const { id } = await app.does<AppChatView>('POST', 'chats', { participants: ['uma', 'vic'] });
    const messages = ['One', 'Two', 'Three'].map((message) => ({ id: randomUUID(), as: 'uma', message }));
    await app.does('POST', `chats/${id}/messages/batch`, { messages });

    const reader = await AppBackEnd.withKey(['messages:read']);
    const reads = (query: string, chat = id) => reader.call<MessageView[]>('GET', `chats/${chat}/messages?${query}`);
    expect((await reads('limit=2')).body.data.map(({ message }) => message)).toEqual(['Three', 'Two']);
    expect((await reads('before=1')).body.data).toEqual([]);
    expect((await reads('limit=0')).body.code).toBe('request.invalid');
    expect((await reads('', randomUUID())).body.code).toBe('chat.not_found');
    const writer = await AppBackEnd.withKey(['messages:write']);
    expect((await writer.call('GET', `chats/${id}/messages`)).body.code).toBe('key.scope_missing');
    expect(await actsOf(reader)).toMatchObject([
      { action: 'chat.read', target_kind: 'chat', target_id: id, details: { newest: 3, oldest: 2, messages: 2 } },
      { action: 'chat.read', target_kind: 'chat', target_id: id, details: { messages: 0 } },
    ]);
    expect(await actsOf(writer)).toEqual([]);
  });

  it('is read with the scope audit:read, the newest first, in pages', async () => {
    const app = await AppBackEnd.withKey();
    for (const id of ['one', 'two', 'three']) await app.does('PUT', `users/${id}`, { name: id });
    const reader = await AppBackEnd.withKey(['audit:read']);
    const page = async (query: string) => (await reader.call<AuditRow[]>('GET', `audit?${query}`)).body;

    const { data, meta } = await page('limit=2');
    expect(data.map(({ action, details }) => [action, details.externalId])).toEqual([
      ['key.created', undefined],
      ['user.created', 'three'],
    ]);
    const older = await page(`limit=2&cursor=${String(meta.next)}`);
    expect(older.data.map(({ details }) => details.externalId)).toEqual(['two', 'one']);
    expect(older.data[0]?.actor).toMatchObject({ kind: 'key', name: 'the back end' });
    expect(await page('cursor=x')).toMatchObject({ code: 'request.invalid' });
    const other = await AppBackEnd.withKey(['users:read']);
    expect((await other.call('GET', 'audit')).body).toMatchObject({
      code: 'key.scope_missing',
      params: { scope: 'audit:read' },
    });
  });
});
