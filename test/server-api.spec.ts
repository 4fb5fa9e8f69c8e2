import { randomUUID } from 'node:crypto';

import type { MessageView } from '../src/contract/views/message.view.js';
import type {
  AppChatView,
  AppUserView,
  MessageOutcomeView,
  ParticipantOutcomeView,
  UserOutcomeView,
} from '../src/contract/views/server.view.js';
import type { LoginView } from '../src/contract/views/user.view.js';
import { actsOf, AppBackEnd } from './support/app-back-end.js';
import { people } from './support/people.js';
import { call, Person } from './support/person.js';
import { useServer } from './support/server.js';

useServer();

describe('a person of the app', () => {
  it('is created and changed by the same call, which changes nothing when repeated, and has an audit row for each change', async () => {
    const app = await AppBackEnd.withKey();
    const put = (profile: object) => app.does<AppUserView>('PUT', 'users/u%2F1', profile);

    const created = await put({ name: 'Uma', avatar: 'https://example.com/u.png', plan: 'premium' });
    expect(created).toMatchObject({
      externalId: 'u/1',
      name: 'Uma',
      email: null,
      plan: 'premium',
      deactivatedAt: null,
    });
    expect(await put({ name: 'Uma' })).toEqual(created);
    expect(await put({ name: 'Una', email: ' Una@Example.com', avatar: null })).toEqual({
      ...created,
      name: 'Una',
      email: 'una@example.com',
      avatar: null,
    });
    expect(await app.does('GET', 'users/u%2F1')).toMatchObject({ name: 'Una' });
    expect((await actsOf(app)).map(({ action, details }) => [action, details])).toEqual([
      ['user.created', { externalId: 'u/1' }],
      ['user.changed', { externalId: 'u/1', changed: ['name', 'avatar', 'email'] }],
    ]);
    const refused = [
      ['users/new', { plan: 'free' }, 'request.invalid'],
      ['users/u%2F1', { avatar: 'http://example.com/u.png' }, 'request.invalid'],
      [`users/${'x'.repeat(201)}`, { name: 'Long' }, 'request.invalid'],
      ['users/other', { name: 'Other', email: 'una@example.com' }, 'auth.email_taken'],
    ] as const;
    for (const [path, profile, code] of refused) {
      expect([path, (await app.call('PUT', path, profile)).body.code]).toEqual([path, code]);
    }
    for (const [method, path] of [
      ['GET', 'users/other'],
      ['GET', 'users/%00'],
      ['POST', 'users/%00/token'],
      ['DELETE', 'users/%00/sessions'],
    ] as const) {
      expect([path, (await app.call(method, path)).body.code]).toEqual([path, 'user.external_id_unknown']);
    }
  });

  it('is created once, however many calls create it at the same moment', async () => {
    const app = await AppBackEnd.withKey();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => app.does<AppUserView>('PUT', 'users/same', { name: 'Sam' })),
    );
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  });

  it('is in a batch answered by itself', async () => {
    const app = await AppBackEnd.withKey();
    const users = [{ externalId: 'a', name: 'A' }, { externalId: 'b' }, { externalId: 'c', name: 'C', nmae: 1 }];
    const outcomes = await app.does<UserOutcomeView[]>('POST', 'users/batch', { users });
    expect(outcomes.map(({ status, data, error }) => [status, data?.name, error?.code])).toEqual([
      ['success', 'A', undefined],
      ['error', undefined, 'request.invalid'],
      ['error', undefined, 'request.invalid'],
    ]);
    const many = Array.from({ length: 101 }, (_, n) => ({ externalId: String(n), name: 'many' }));
    expect((await app.call('POST', 'users/batch', { users: many })).body.code).toBe('request.invalid');
  });

  it('gets sessions that a refresh does not extend and that the app ends', async () => {
    const app = await AppBackEnd.withKey();
    const uma = await app.brings('uma', 'Uma');
    const { expiresAt } = uma.login;
    expect(Date.parse(expiresAt) - Date.now()).toBeLessThanOrEqual(3_600_000);
    const again = (await uma.call('POST', '/api/refresh')).body as unknown as LoginView;
    expect(again.expiresAt).toBe(expiresAt);
    const [session] = await new Person('Uma', again, '').does<{ device: string }[]>('GET', '/api/me/sessions');
    expect(session?.device).toBe('server token of the back end');
    expect((await app.call('POST', 'users/uma/token', { ttl: 59 })).body.code).toBe('request.invalid');

    const ended = uma.waitFor('session.ended');
    const key = { 'idempotency-key': 'end them' };
    const first = await app.call('DELETE', 'users/uma/sessions', undefined, key);
    expect(first.body.data).toEqual({ ended: 1 });
    await ended;
    expect((await uma.call('GET', '/api/me')).body.code).toBe('auth.session_revoked');
    const retry = await app.call('DELETE', 'users/uma/sessions', undefined, key);
    expect([retry.body.data, retry.headers.get('idempotent-replayed')]).toEqual([{ ended: 1 }, 'true']);
  });

  it('is deactivated, and gets no token until it is reactivated', async () => {
    const app = await AppBackEnd.withKey();
    const uma = await app.brings('uma');
    expect(await app.does('POST', 'users/uma/deactivate')).toMatchObject({
      deactivatedAt: expect.any(String) as string,
    });
    expect((await uma.call('GET', '/api/me')).body.code).toBe('auth.session_revoked');
    expect((await app.call('POST', 'users/uma/token')).body.code).toBe('auth.deactivated');
    expect(await app.does('POST', 'users/uma/reactivate')).toMatchObject({ deactivatedAt: null });
    expect((await app.call('POST', 'users/uma/token')).status).toBe(201);
  });
});

describe('a chat of the app', () => {
  it('is started once under its id, whatever its people think of each other, and the app adds and removes people', async () => {
    const app = await AppBackEnd.withKey();
    const [uma, vic, wes] = [await app.brings('uma'), await app.brings('vic'), await app.brings('wes')];
    await vic.does('PUT', `/api/users/${uma.id}/block`);
    await vic.does('PATCH', '/api/me', { whoMayAddMe: 'nobody' });
    const id = randomUUID();
    const wanted = { title: 'Order 7', participants: ['uma', 'vic'] };
    const created = vic.waitFor('chat.created');
    const first = await app.call<AppChatView>('PUT', `chats/${id}`, wanted);
    expect(first).toMatchObject({ status: 201, body: { data: { id, type: 'group', participantCount: 2 } } });
    expect((await created).id).toBe(id);
    const owner = first.body.data.participants.find(({ role }) => role === 'owner');
    expect(owner).toMatchObject({ externalId: 'uma', user: { id: uma.id } });
    expect((await app.call('PUT', `chats/${id}`, wanted)).headers.get('idempotent-replayed')).toBe('true');
    expect((await app.call('PUT', `chats/${id}`, { participants: ['uma', 'wes'] })).body.code).toBe('chat.id_taken');

    const joined = uma.waitFor('message.created', ({ system }) => system?.event === 'people.added');
    await app.does('PUT', `chats/${id}/participants/wes`);
    expect(await joined).toMatchObject({ sender: { name: 'App' } });
    expect((await wes.chat({ id })).participantCount).toBe(3);
    const promoted = vic.waitFor('message.created', ({ system }) => system?.event === 'ownership.transferred');
    await app.does('DELETE', `chats/${id}/participants/uma`);
    await promoted;
    expect((await uma.call('GET', `/api/chats/${id}`)).body.code).toBe('chat.not_found');
    const left = await app.does<AppChatView>('GET', `chats/${id}`);
    expect(left.participants.map(({ externalId, role }) => [externalId, role])).toEqual([
      ['vic', 'owner'],
      ['wes', 'member'],
    ]);
    const outcomes = await app.does<ParticipantOutcomeView[]>('POST', `chats/${id}/participants/batch`, {
      participants: ['uma', 'nobody'],
    });
    expect(outcomes.map(({ data, error }) => data?.externalId ?? error?.code)).toEqual([
      'uma',
      'user.external_id_unknown',
    ]);
    expect((await app.call('DELETE', `chats/${id}/participants/nobody`)).body.code).toBe('user.external_id_unknown');
    expect((await actsOf(app)).map(({ action }) => action).filter((action) => action.startsWith('chat.'))).toEqual([
      'chat.created',
      'chat.participant_added',
      'chat.participant_removed',
      'chat.participant_added',
    ]);
  });

  it('is direct for two people, who have only one', async () => {
    const app = await AppBackEnd.withKey();
    await app.brings('uma');
    await app.brings('vic');
    const participants = ['uma', 'vic'];
    const direct = await app.does<AppChatView>('POST', 'chats', { participants });
    expect(direct.type).toBe('direct');
    expect(await app.call('POST', 'chats', { participants })).toMatchObject({
      status: 200,
      body: { data: { id: direct.id } },
    });
    expect((await app.does<AppChatView>('POST', 'chats', { participants, type: 'group' })).type).toBe('group');
    expect((await app.call('PUT', `chats/${direct.id}/participants/uma`)).body.code).toBe('chat.is_direct');
    expect((await app.call('POST', 'chats', { participants: ['uma', 'xyz'] })).body).toMatchObject({
      code: 'user.external_id_unknown',
      params: { externalIds: ['xyz'] },
    });
  });
});

describe('a message of the app', () => {
  it('comes from a person or from the app itself, once, and every message is readable', async () => {
    const app = await AppBackEnd.withKey();
    const [uma, vic] = [await app.brings('uma'), await app.brings('vic')];
    await app.brings('out');
    const chat = await app.does<AppChatView>('POST', 'chats', { participants: ['uma', 'vic'] });
    const path = `chats/${chat.id}/messages`;
    const id = randomUUID();

    const heard = vic.waitFor('message.created');
    const said = await app.does<MessageView>('POST', path, { as: 'uma', message: 'Hello', id });
    expect(await heard).toMatchObject({ id, message: 'Hello', sender: { id: uma.id } });
    expect((await vic.chat(chat)).unreadCount).toBe(1);
    const retry = await app.call('POST', path, { as: 'uma', message: 'Hello', id });
    expect([retry.body.data, retry.headers.get('idempotent-replayed')]).toEqual([said, 'true']);

    const told = vic.waitFor('message.created');
    const key = { 'idempotency-key': randomUUID() };
    const own = await app.does<MessageView>('POST', path, { message: 'Your order was sent' }, key);
    expect(await told).toMatchObject({
      kind: 'system',
      message: 'Your order was sent',
      system: { event: 'app.message', participantIds: [], value: null },
      sender: { name: 'App' },
    });
    expect(await app.does('POST', path, { message: 'Your order was sent' }, key)).toEqual(own);
    expect((await vic.chat(chat)).lastMessage).toMatchObject({ kind: 'system', message: 'Your order was sent' });
    expect((await vic.chat(chat)).participantCount).toBe(2);

    const refused = [
      [{ message: 'Your order was lost' }, 'message.id_taken', key],
      [{ message: '' }, 'request.invalid'],
      [{ message: 'x', reply: id }, 'request.invalid'],
      [{ as: 'out', message: 'x' }, 'participant.not_found'],
      [{ as: 'nobody', message: 'x' }, 'user.external_id_unknown'],
    ] as const;
    for (const [body, code, headers = {}] of refused) {
      expect([body, (await app.call('POST', path, body, headers)).body.code]).toEqual([body, code]);
    }
    const messages = [
      { id: randomUUID(), as: 'vic', message: 'One' },
      { as: 'vic', message: 'Two' },
      { id: randomUUID(), message: 'Three' },
    ];
    const outcomes = await app.does<MessageOutcomeView[]>('POST', `${path}/batch`, { messages });
    expect(outcomes.map(({ data, error }) => data?.message ?? error?.code)).toEqual([
      'One',
      'request.invalid',
      'Three',
    ]);
    const page = await app.does<MessageView[]>('GET', `${path}?limit=3`);
    expect(page.map(({ seq, message }) => [seq, message])).toEqual([
      [4, 'Three'],
      [3, 'One'],
      [2, 'Your order was sent'],
    ]);
    expect((await app.call('GET', `chats/${randomUUID()}/messages`)).body.code).toBe('chat.not_found');
    const acts = (await actsOf(app)).filter(({ target_kind }) => target_kind === 'message');
    expect(acts.map(({ details }) => details.as ?? null)).toEqual([uma.id, null, vic.id, null]);
  });

  it('does not make the app somebody whom people find, see in the chat or write to', async () => {
    const app = await AppBackEnd.withKey();
    const uma = await app.brings('uma');
    const { eve } = await people('eve');
    await app.brings('vic');
    const chat = await app.does<AppChatView>('POST', 'chats', { title: 'All', participants: ['uma', 'vic'] });
    const { sender } = await app.does<MessageView>('POST', `chats/${chat.id}/messages`, { message: 'Welcome' });
    expect(await eve.does('GET', '/api/users?q=App')).toEqual([]);
    expect((await eve.call('POST', '/api/chats', { participants: [sender.id] })).body.code).toBe('user.not_found');
    const seen = await uma.does<{ user: { id: string } }[]>('GET', `/api/chats/${chat.id}/participants`);
    expect(seen.map(({ user }) => user.id)).not.toContain(sender.id);
    expect((await call('POST', '/api/login', { email: 'uma@example.com', password: 'none' })).status).toBe(401);
  });
});
