import type { AuditReader } from '../src/audit/audit-reader.js';
import type { Actor } from '../src/audit/audit-log.js';
import type { AccountLife } from '../src/auth/account-life.js';
import type { UserAdministration } from '../src/auth/operators/user-administration.js';
import type { AuditView } from '../src/contract/views/operator.view.js';
import type { UserView } from '../src/contract/views/user.view.js';
import { runCommand } from './support/command-line.js';
import { itUnless } from './support/it-unless.js';
import { onAnotherDevice, people, person } from './support/people.js';
import { call, type Person } from './support/person.js';
import { makeAllDue, schedules } from './support/scheduling.js';
import { server, type TestServer, useServer } from './support/server.js';
import { JWT_SECRET } from './support/suite-server/start.mjs';
import { until } from './support/two-nodes.js';

useServer();

const CLI: Actor = { kind: 'cli', id: null, name: 'somebody@machine', address: null };
const administration = (node: TestServer = server()) =>
  node.service<UserAdministration>('auth/operators/user-administration', 'UserAdministration');
const reader = () => server().service<AuditReader>('audit/audit-reader', 'AuditReader');

async function operator(name: string): Promise<Person> {
  const one = await person(name);
  await administration().changeRole(CLI, one.id, 'operator');
  return one;
}

const acts = async (one: Person, query = '') =>
  (await one.call<AuditView[]>('GET', `/api/operator/audit${query}`)).body;

const signIn = ({ login, password }: Person, typed = password) =>
  call('POST', '/api/login', { email: login.user.email, password: typed });

describe('a deactivated person', () => {
  it('loses every session, is refused with the right password only, is not found and not added; their messages stay', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const eve = await person('eve');
    const group = await ada.opensGroup('A group', ben);
    const said = await ben.says(group, 'I was here');
    const later = await schedules(ben, group, 'later');
    const phone = await onAnotherDevice(ben);
    const [pushed, closed] = [
      ben.socket?.waitFor('session.ended'),
      new Promise((resolve) => ben.socket?.client.once('disconnect', resolve)),
    ];

    const life = server().service<AccountLife>('auth/account-life', 'AccountLife');
    expect([await life.deactivate(ben.id), await life.deactivate(ben.id)]).toEqual([true, false]);

    expect(await pushed).toEqual({ code: 'auth.session_revoked' });
    await closed;
    for (const device of [ben, phone])
      expect((await device.call('GET', '/api/me')).body.code).toBe('auth.session_revoked');
    expect(await signIn(ben)).toMatchObject({ status: 403, body: { code: 'auth.deactivated' } });
    expect(await signIn(ben, 'a wrong password')).toMatchObject({
      status: 401,
      body: { code: 'auth.bad_credentials' },
    });
    expect(await eve.does<UserView[]>('GET', `/api/users?q=${ben.name}`)).toEqual([]);
    for (const wanted of [{ participants: [ben.id] }, { participants: [ada.id, ben.id], title: 'Three' }])
      expect((await eve.call('POST', '/api/chats', wanted)).body.code).toBe('user.not_found');
    const other = await eve.opensGroup('Another', ada);
    await expect(eve.adds(other, ben)).rejects.toMatchObject({ code: 'user.not_found' });
    expect(await ada.does('GET', `/api/chats/${group.id}/messages/${said.id}`)).toMatchObject({
      message: 'I was here',
      sender: { id: ben.id, name: 'ben' },
    });
    expect(await ada.does('GET', `/api/users/${ben.id}`)).toMatchObject({ name: 'ben', status: 'offline' });

    await makeAllDue();
    const failedAs = async () =>
      (await server().sql<{ failed: string }>('select failed from scheduled_messages where id = $1', [later.id]))[0]
        ?.failed;
    await until(async () => (await failedAs()) === 'auth.deactivated');

    expect([await life.reactivate(ben.id), await life.reactivate(ben.id)]).toEqual([true, false]);
    expect((await signIn(ben)).status).toBe(200);
    await eve.adds(other, ben);
  });

  it('gets no session from a sign-in at the same moment', async () => {
    const ada = await person('ada');
    const life = server().service<AccountLife>('auth/account-life', 'AccountLife');
    await Promise.all([...Array.from({ length: 8 }, () => signIn(ada)), life.deactivate(ada.id)]);
    expect(await server().sql('select id from sessions where user_id = $1', [ada.id])).toEqual([]);
  });
});

describe('the audit log', () => {
  it('says who did what to whom, when and from where; operators read it in pages, the newest first', async () => {
    const op = await operator('op');
    const ben = await person('ben');
    await administration().changePlan(CLI, ben.id, 'premium');
    expect(await administration().changePlan(CLI, ben.id, 'premium')).toBe(false);
    expect((await op.call('GET', '/health/reports')).status).toBe(200);

    const { data } = await acts(op, '?limit=3');
    expect(data.map(({ actor, action, target, details }) => ({ actor, action, target, details }))).toEqual([
      {
        actor: { kind: 'operator', id: op.id, name: 'op', address: expect.stringContaining('127.0.0.1') as string },
        action: 'reports.read',
        target: null,
        details: { reports: 0 },
      },
      {
        actor: CLI,
        action: 'user.plan_changed',
        target: { kind: 'user', id: ben.id },
        details: { from: 'free', to: 'premium' },
      },
      {
        actor: CLI,
        action: 'user.role_changed',
        target: { kind: 'user', id: op.id },
        details: { from: 'person', to: 'operator' },
      },
    ]);
    expect(Math.abs(Date.parse(data[0]?.at ?? '') - Date.now())).toBeLessThan(60_000);
    const seen: number[] = [];
    for (let cursor = ''; seen.length < 3;) {
      const page = await acts(op, `?limit=1&cursor=${cursor}`);
      seen.push(...page.data.map(({ seq }) => seq));
      cursor = page.meta.next as string;
    }
    expect(seen).toEqual(data.map(({ seq }) => seq));
    for (const bad of ['x', '0', Buffer.from('-1').toString('base64url')])
      expect(await acts(op, `?cursor=${bad}`)).toMatchObject({ code: 'request.invalid' });
    await administration().changeRole(CLI, op.id, 'person');
    expect(await acts(op)).toMatchObject({ code: 'auth.token_invalid' });
  });

  it('stays one chain when fifty acts happen at once on all nodes, and refuses to be changed', async () => {
    const ada = await person('ada');
    const nodes = server().nodes.map((node) => administration(node));
    const act = async (n: number) => nodes[n % nodes.length]?.endSessions(CLI, ada.id);
    await Promise.all(Array.from({ length: 50 }, (_, n) => act(n)));

    const rows = await server().sql<{ seq: string }>('select seq from audit_log where target_id = $1', [ada.id]);
    expect(rows).toHaveLength(50);
    const { last, broken } = await reader().verify();
    expect(broken).toBeNull();
    expect(await reader().verify({ seq: last?.seq ?? 0, hash: last?.hash ?? '' })).toEqual({ last, broken: null });
    expect(await reader().verify({ seq: (last?.seq ?? 0) + 1, hash: '' })).toMatchObject({
      broken: { reason: 'missing' },
    });
    for (const change of ['update audit_log set action = action', 'delete from audit_log', 'truncate audit_log'])
      await expect(server().sql(change)).rejects.toThrow('append-only');
  });
});

describe('the command line beside a running server', () => {
  const embedded = process.env.TEST_DATABASE_URL === undefined && 'the embedded database is for one process';
  itUnless(embedded, 'ends the sessions of a person at once', async () => {
    const { ada } = await people('ada');
    const ended = ada.socket?.waitFor('session.ended');
    const settings = { ...server().address.settings, JWT_SECRET };
    const { code, out, err } = await runCommand(settings, ['sessions', 'end', ada.id, '--json']);
    expect([code, err, JSON.parse(out || '{}')]).toEqual([0, '', { id: ada.id, sessionsEnded: 1 }]);
    expect(await ended).toEqual({ code: 'auth.session_revoked' });
    expect((await ada.call('GET', '/api/me')).body.code).toBe('auth.session_revoked');
  });
});
