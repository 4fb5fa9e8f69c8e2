import { randomUUID } from 'node:crypto';

import type { MessageView } from '../src/contract/views/message.view.js';
import type { AuditView } from '../src/contract/views/operator.view.js';
import type { AppChatView, AppParticipantView, MessageOutcomeView } from '../src/contract/views/server.view.js';
import { actsOf, AppBackEnd } from './support/app-back-end.js';
import { useServer } from './support/server.js';

useServer();

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
