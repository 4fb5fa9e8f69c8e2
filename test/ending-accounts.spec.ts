import type { ParticipantView } from '../src/contract/views/chat.view.js';
import type { LoginView, UserView } from '../src/contract/views/user.view.js';
import { AppBackEnd } from './support/app-back-end.js';
import { people, person } from './support/people.js';
import { type Answer, call, type Person } from './support/person.js';
import { secure } from './support/second-factor.js';
import { server, useServer } from './support/server.js';

useServer();

const NEW = 'another password';
const signIn = ({ login }: Person, password: string): Promise<Answer> =>
  call('POST', '/api/login', { email: login.user.email, password });
const statusOf = async (one: Person): Promise<number> => (await one.call('GET', '/api/me')).status;
const refusal = (status: number, code: string) => ({ status, body: { code } });
const WRONG = refusal(403, 'auth.password_wrong');

/** The calls with which people end their own account. */
const ENDINGS = [
  ['POST', '/api/me/deactivate'],
  ['DELETE', '/api/me'],
] as const;

describe('an account that its owner', () => {
  it('deactivates has no sessions and cannot sign in; its messages stay', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensGroup('A group', ben);
    await ada.says(chat, 'hello');
    expect(await ada.call('POST', '/api/me/deactivate', { password: NEW })).toMatchObject(WRONG);
    await ada.does('POST', '/api/me/deactivate', { password: ada.password });

    expect(await statusOf(ada)).toBe(401);
    expect(await signIn(ada, ada.password)).toMatchObject(refusal(403, 'auth.deactivated'));
    expect(await signIn(ada, NEW)).toMatchObject(refusal(401, 'auth.bad_credentials'));
    expect((await ben.sees(chat)).map(({ message }) => message)).toContain('hello');
  });

  it('deletes leaves its groups; its messages and direct chats show a deleted account, and its e-mail is free', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const [group, direct] = [await ada.opensGroup('A group', ben), await ada.opensChatWith(ben)];
    await ada.says(group, 'in the group');
    await ada.says(direct, 'in private');
    await ada.does('PUT', `/api/chats/${direct.id}/draft`, { message: 'not sent', version: 0 });
    await ada.does('POST', `/api/chats/${direct.id}/scheduled-messages`, { message: 'later', sendIn: 3600 });
    await secure(ada);
    expect(await ada.call('DELETE', '/api/me', { password: NEW })).toMatchObject(WRONG);

    const renamed = ben.waitFor('user.updated', ({ id }) => id === ada.id);
    const left = ben.waitFor('participant.left');
    await ada.does('DELETE', '/api/me', { password: ada.password });

    expect(await renamed).toMatchObject({ name: 'Deleted account', avatar: null });
    expect(await left).toMatchObject({
      chatId: group.id,
      participant: { user: { id: ada.id, name: 'Deleted account' } },
    });
    expect(await statusOf(ada)).toBe(401);
    expect((await signIn(ada, ada.password)).status).toBe(401);
    expect((await ben.sees(direct)).map(({ message, sender }) => [message, sender.name])).toEqual([
      ['in private', 'Deleted account'],
    ]);
    const [owner] = await ben.does<ParticipantView[]>('GET', `/api/chats/${group.id}/participants`);
    expect(owner).toMatchObject({ user: { id: ben.id }, role: 'owner' });
    expect(await ben.does<UserView[]>('GET', '/api/users?q=deleted')).toEqual([]);
    expect((await ben.call('POST', '/api/chats', { title: 'New', participants: [ada.id] })).body.code).toBe(
      'user.not_found',
    );
    await erased(ada);
    const kept = await server().sql<object>(
      `select u.email, u.name, p.draft, (select count(*)::int from scheduled_messages) scheduled,
         (select count(*)::int from two_factors) + (select count(*)::int from recovery_codes) factors
       from users u join participants p on p.user_id = u.id and p.chat_id = $2 where u.id = $1`,
      [ada.id, direct.id],
    );
    expect(kept).toEqual([{ email: null, name: 'Deleted account', draft: null, scheduled: 0, factors: 0 }]);
    const again = { email: ada.login.user.email, password: NEW, name: 'Ada again' };
    expect((await call('POST', '/api/register', again)).status).toBe(201);
  });

  it('cannot end without its password, if it has one', async () => {
    const ada = await person('ada');
    const missing = { status: 400, body: { code: 'request.invalid', details: [{ field: 'password' }] } };
    for (const [method, path] of ENDINGS) expect(await ada.call(method, path)).toMatchObject(missing);
    expect(await statusOf(ada)).toBe(200);
  });

  it('ends without a password, because it has none, needs a sign-in of the last ten minutes, which a refresh is not', async () => {
    const app = await AppBackEnd.withKey();
    const long = await app.brings('uma');
    await server().sql(`update sessions set created_at = now() - interval '601 seconds' where user_id = $1`, [long.id]);
    expect(await long.call('POST', '/api/me/two-factor')).toMatchObject(refusal(403, 'auth.sign_in_again'));
    const { token } = (await long.call('POST', '/api/refresh')).body as unknown as LoginView;
    const refreshed = { authorization: `Bearer ${token}` };
    for (const [method, path] of ENDINGS) {
      expect(await call(method, path, { password: NEW }, refreshed)).toMatchObject(refusal(403, 'auth.sign_in_again'));
    }
    const now = await app.brings('uma');
    expect((await now.call('POST', '/api/me/two-factor')).status).toBe(200);
    await now.does('POST', '/api/me/deactivate');
    expect(await statusOf(now)).toBe(401);
    await app.does('POST', 'users/uma/reactivate');
    await (await app.brings('uma')).does('DELETE', '/api/me');
    expect((await app.call('GET', 'users/uma')).body.code).toBe('user.external_id_unknown');
  });

  it('deletes is erased later when the server was killed meanwhile', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const group = await ben.opensGroup('A group', ada);
    await server().sql('update users set deleted_at = now(), deactivated_at = now() where id = $1', [ada.id]);
    const left = ben.waitFor('participant.left');
    await server().service<{ resume: () => void }>('account-deletion/erasure', 'Erasure').resume();
    expect(await left).toMatchObject({ chatId: group.id, participant: { user: { id: ada.id } } });
    await erased(ada);
  });
});

async function erased({ id }: Person): Promise<void> {
  for (;;) {
    const [row] = await server().sql<{ done: boolean }>('select erased_at is not null done from users where id = $1', [
      id,
    ]);
    if (row?.done) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
