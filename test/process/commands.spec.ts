import { APP_USER_ID } from '../../src/contract/app-user.js';
import type { LoginView } from '../../src/contract/views/user.view.js';
import { runCommand } from '../support/command-line.js';
import { inServerDirectory, ServerProcess, useServerDirectory } from '../support/server-process.js';

useServerDirectory();
jest.setTimeout(240_000);

const [OLD, NEW] = ['a password for tests', 'another password'];
const settings = () => ({ DATA_DIR: inServerDirectory('data') });
const run = (words: string, input?: string) => runCommand(settings(), words.split(' '), input);

/** Runs a command that must succeed. @returns its standard output */
async function runs(words: string, input?: string): Promise<string> {
  const { code, out, err } = await run(words, input);
  expect([words, code, err]).toEqual([words, 0, '']);
  return out;
}

/** Runs a command that must end with this exit code and the reason on standard error. */
async function isRefused(words: string, code: number, reason: string, input?: string): Promise<void> {
  const err = expect.stringContaining(reason) as string;
  expect([words, await run(words, input)]).toEqual([words, { code, out: '', err }]);
}

/** The value of a field in the output of a command that prints one field on each line. */
const field = (out: string, name: string): string => new RegExp(`^${name} +(\\S+)$`, 'm').exec(out)?.[1] ?? '';

/** The values below a heading of a table. */
function column(table: string, heading: string): string[] {
  const [headings = '', ...rows] = table.trimEnd().split('\n');
  const start = headings.indexOf(heading);
  return rows.map((row) => row.slice(start).split('  ', 1)[0] ?? '');
}

type Call = <Body>(method: string, path: string, body?: object, token?: string) => Promise<[status: number, Body]>;

/** Starts the server on the directory of the commands, does `work` with it, and stops it. */
async function withServer<Result>(more: object, work: (call: Call) => Promise<Result>): Promise<Result> {
  const server = ServerProcess.start({ ...settings(), ...more });
  const url = `http://127.0.0.1:${await server.ready()}/api`;
  const result = await work(async <Body>(method: string, path: string, body?: object, token = '') => {
    const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
    const answer = await fetch(`${url}/${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    return [answer.status, (await answer.json()) as Body];
  });
  expect(await server.stop()).toBe(0);
  return result;
}

/** Registers Ada and Ben, and creates Uma as the back end of an app does. */
const createPeople = (key: string) =>
  withServer({}, async (call) => {
    const register = async (name: string) => {
      const account = { email: `${name}@example.com`, password: OLD, name };
      return (await call<LoginView>('POST', 'register', account))[1];
    };
    const [ada, ben] = [await register('ada'), await register('ben')];
    const [, { data }] = await call<{ data: { id: string } }>('PUT', 'server/users/u1', { name: 'Uma' }, key);
    return { ada, ben, uma: data };
  });

interface People {
  ada: LoginView;
  ben: LoginView;
  uma: { id: string };
}

/** What one test makes and a later one uses. The tests share one directory and run in order, because each command takes seconds. */
let [key, keyId, rotated, invite, token] = ['', '', '', '', ''];
let people: People;

beforeAll(async () => {
  const created = await runs('keys create --name app --scopes users:write,tokens:write');
  [key, keyId] = [field(created, 'key'), field(created, 'id')];
  people = await createPeople(key);
});

it('the commands for accounts show, list and change them, and end sessions', async () => {
  const { ada, ben, uma } = people;
  expect(await runs('users show ADA@example.com')).toMatch(
    new RegExp(
      `^id             ${ada.user.id}\nemail          ada@example.com\nname           ada\nplan           free\n` +
        `role           person\nstate          active\ncreatedAt      \\S+Z\nlastSeenAt     \\S+\ndeactivatedAt  -\n$`,
    ),
  );
  expect(field(await runs('users plan ada@example.com premium'), 'plan')).toBe('premium');
  expect(field(await runs(`users role ${ada.user.id} operator`), 'role')).toBe('operator');
  await isRefused('users password ada@example.com', 1, 'password must be a text of 8', 'short\n');
  const set = await runs('users password ada@example.com', `${NEW}\nnot this line\n`);
  expect(set).toBe('The password is set. Sessions ended: 1.\n');
  expect(await runs('sessions end ben@example.com')).toBe('Sessions ended: 1.\n');
  expect(field(await runs(`users deactivate ${uma.id}`), 'state')).toBe('deactivated');
  expect(await runs('users list')).toBe(
    `ID                                    EMAIL            NAME  PLAN     ROLE      STATE
${APP_USER_ID}  -                App   free     person    deactivated
${ada.user.id}  ada@example.com  ada   premium  operator  active
${ben.user.id}  ben@example.com  ben   free     person    active
${uma.id}  -                Uma   free     person    deactivated
`,
  );
  const two = await run('users list --limit 2 --json');
  expect(two).toMatchObject({ code: 0, err: `There are more: --after ${ada.user.id}\n` });
  expect(JSON.parse(two.out)).toMatchObject([{ name: 'App' }, { id: ada.user.id, role: 'operator' }]);
});

it('the commands for keys, invites and tokens make them, but no token for somebody who is deactivated', async () => {
  await isRefused('tokens create u1 --ttl 60', 1, 'This account is deactivated');
  expect(field(await runs(`users reactivate ${people.uma.id}`), 'state')).toBe('active');
  rotated = field(await runs(`keys rotate ${keyId} --keep-for 0`), 'key');
  invite = await runs('invites create --uses 3 --note team');
  const before = Date.now();
  token = await runs('tokens create u1 --ttl 60');
  expect(Date.parse(field(token, 'expiresAt'))).toBeGreaterThan(before + 59_000);
  expect(Date.parse(field(token, 'expiresAt'))).toBeLessThan(Date.now() + 61_000);
});

it('the next start obeys what the commands changed', async () => {
  const { ada, ben } = people;
  await withServer({ REGISTRATION: 'invite' }, async (call) => {
    const me = async (bearer: string) => (await call('GET', 'me', undefined, bearer))[0];
    expect([await me(field(token, 'token')), await me(ada.token), await me(ben.token)]).toEqual([200, 401, 401]);
    const signIn = (email: string, password: string) => call<LoginView>('POST', 'login', { email, password });
    expect(await signIn('ada@example.com', OLD)).toMatchObject([401, { code: 'auth.bad_credentials' }]);
    const [status, operator] = await signIn('ada@example.com', NEW);
    expect([status, operator.user.plan]).toEqual([200, 'premium']);
    expect((await call('GET', 'operator/audit', undefined, operator.token))[0]).toBe(200);
    expect((await signIn('ben@example.com', OLD))[0]).toBe(200);
    const putUma = async (bearer: string) => (await call('PUT', 'server/users/u1', { name: 'Uma' }, bearer))[0];
    expect([await putUma(key), await putUma(rotated)]).toEqual([401, 200]);
    const cleo = { email: 'cleo@example.com', password: OLD, name: 'cleo', invite: field(invite, 'code') };
    expect((await call('POST', 'register', cleo))[0]).toBe(201);
  });
});

it('the commands for keys and invites list them, and revoke them', async () => {
  expect(await runs(`keys revoke ${keyId}`)).toBe('The key is revoked.\n');
  await isRefused(`keys rotate ${keyId}`, 1, 'There is no such API key.');
  expect(await runs('keys list')).toMatch(
    new RegExp(`^ID .* REVOKED\n${keyId}  app   users:write,tokens:write  \\S+ +-        \\S+Z\n$`),
  );
  expect(await runs('invites list')).toMatch(
    new RegExp(`^ID +USED    EXPIRES +NOTE\n${field(invite, 'id')}  1 of 3  \\S+Z  team\n$`),
  );
  expect(await runs(`invites revoke ${field(invite, 'code')}`)).toBe('The invite is revoked.\n');
});

it('the audit log has each change, and a noted hash that is another one is found', async () => {
  const acts = await runs('audit list');
  expect(column(acts, 'ACTION').reverse()).toEqual([
    ...['key.created', 'user.created', 'user.plan_changed', 'user.role_changed', 'user.password_set'],
    ...['user.sessions_ended', 'user.deactivated', 'user.reactivated', 'key.rotated', 'invite.created'],
    ...['token.created', 'key.revoked', 'invite.revoked'],
  ]);
  expect(column(acts, 'SEQ')).toEqual(Array.from({ length: 13 }, (_, n) => String(13 - n)));
  const [, noted = ''] = /unbroken\. Rows: 13\. .*: (13:[\da-f]{64})\n$/.exec(await runs('audit verify')) ?? [];
  const other = noted.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'));
  await isRefused(`audit verify --since ${other}`, 1, 'Row 13 of the audit log was changed');
});
