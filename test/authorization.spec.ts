import { randomUUID } from 'node:crypto';

import { as, groupAndOutsiders, exactAnswer, callRoute } from './support/route-calls.js';
import type { AccountLife } from '../src/auth/account-life.js';
import { SCOPES } from '../src/contract/views/server.view.js';
import { asOperator, makeKey } from './support/app-back-end.js';
import { MATRIX, type Scope, scopeOf } from './support/matrix.js';
import { person } from './support/people.js';
import { call, type Person } from './support/person.js';
import { routesOf } from './support/routes.js';
import { server, useServer } from './support/server.js';
import { OPERATOR_TOKEN } from './support/suite-server/start.mjs';

useServer();

const routes = (...scopes: Scope[]) => Object.keys(MATRIX).filter((route) => scopes.includes(MATRIX[route] as Scope));

describe('every route', () => {
  it('is in the matrix', async () => {
    const served = await routesOf(server());
    expect(served.sort()).toEqual(Object.keys(MATRIX).sort());
  });

  // One test for all routes: refused calls change nothing, and creating the people takes most of the time.
  it('answers 401 without a valid token, except for the routes of everybody, of operators, and of links in mails', async () => {
    const { ben, ids } = await groupAndOutsiders();
    const media = { authorization: `Bearer ${ben.login.mediaToken}` };
    const closed = Object.keys(MATRIX).filter((route) => !routes('everybody', 'operators', 'link').includes(route));
    expect(closed.length).toBeGreaterThan(70);

    for (const route of closed) {
      const none = await callRoute(route, ids);
      const garbage = await callRoute(route, ids, { authorization: 'Bearer garbage' });
      const withMedia = await callRoute(route, ids, media);
      expect([route, none.status, none.body.code]).toEqual([route, 401, 'auth.token_missing']);
      for (const { status, body } of [garbage, withMedia])
        expect([route, status, body.code]).toEqual([route, 401, 'auth.token_invalid']);
    }
  });

  it('of operators refuses everybody else, and accepts OPERATOR_TOKEN and users with that role', async () => {
    const { ben, eve, fay, ids } = await groupAndOutsiders();
    for (const one of [ben, fay]) await asRole(one, 'operator');
    await deactivate(fay);
    const [key, revoked] = [(await makeKey('every scope')).key, await revokedKey()];
    for (const route of routes('operators')) {
      const refused: Record<string, string>[] = [
        {},
        { authorization: 'Bearer garbage' },
        as(eve),
        bearer(ben.login.mediaToken),
        bearer(key),
        bearer(revoked),
        as(fay),
      ];
      const codes = await Promise.all(refused.map(async (headers) => (await callRoute(route, ids, headers)).body.code));
      const expected = ['auth.token_missing', ...Array<string>(5).fill('auth.token_invalid'), 'auth.session_revoked'];
      expect([route, codes]).toEqual([route, expected]);
      for (const headers of [as(ben), { authorization: `Bearer ${OPERATOR_TOKEN}` }]) {
        const { status, body } = await callRoute(route, ids, headers);
        // The code is that of a link into a group, and no account invite.
        const isAdmitted = route === 'DELETE /api/invites/:code' ? body.code === 'invite.not_found' : status < 300;
        expect([route, isAdmitted, status]).toEqual([route, true, status]);
      }
    }
  });

  it.each(routes('everybody'))('%s is open without a token', async (route) => {
    const { ids } = await groupAndOutsiders();
    const answer = await callRoute(route, ids);
    // No account has this e-mail, so login is refused, but not because of a missing token.
    if (route === 'POST /api/login') expect(answer.body.code).toBe('auth.bad_credentials');
    // This server has no provider.
    else if (route.includes('/sign-in/')) expect(answer.body.code).toBe('auth.provider_unknown');
    else expect(answer.status).toBeLessThan(300);
  });
});

describe('a route for which a session is not enough, or not needed', () => {
  it('asks for the password, because a token may be stolen', async () => {
    const { ids } = await groupAndOutsiders();
    for (const route of routes('password')) {
      const one = await person('one');
      const wrong = { password: 'not the password', current: 'not the password' };
      const refused = await callRoute(route, ids, as(one), wrong);
      expect([route, refused.status, refused.body.code]).toEqual([route, 403, 'auth.password_wrong']);
      const { status, body } = await callRoute(route, ids, as(one));
      expect([route, status, body.code]).toEqual([route, ...(AFTER_PASSWORD[route] ?? [200, undefined])]);
    }
  });

  it('asks for the token of a mail', async () => {
    const { ids } = await groupAndOutsiders();
    for (const route of routes('link')) {
      const { status, body } = await callRoute(route, ids);
      expect([route, status, body.code]).toEqual([route, 410, 'auth.link_invalid']);
    }
  });
});

describe('a route of the server API', () => {
  const all = routes('key', 'operators, key');

  it('works with a key that has its scope, and with no other token', async () => {
    const { ada, ben, ids } = await groupAndOutsiders();
    await asRole(ada, 'operator');
    const revoked = await revokedKey();
    for (const route of all) {
      const scope = scopeOf(route);
      const others = await makeKey(
        'others',
        SCOPES.filter((one) => one !== scope),
      );
      const lacking = await callRoute(route, ids, bearer(others.key));
      expect([route, lacking.status, lacking.body.code]).toEqual([route, 403, 'key.scope_missing']);
      expect(lacking.body.params).toEqual({ scope });
      const refused = [bearer(revoked), bearer(`${revoked.slice(0, -1)}-`), as(ben)];
      if (!routes('operators, key').includes(route)) refused.push(as(ada), asOperator);
      for (const token of refused) {
        const { status, body } = await callRoute(route, ids, token);
        expect([route, token, status, body.code]).toEqual([route, token, 401, 'auth.token_invalid']);
      }
    }
    // A call may change what the next one needs, so that those that take something away come last.
    const gone = (route: string) => /^DELETE/.test(route) || route.endsWith('deactivate');
    for (const route of [...all.filter((one) => !gone(one)), ...all.filter(gone)]) {
      const chat = route.startsWith('PUT') && route.endsWith('/:chat') ? randomUUID() : ids.chat;
      const needed = scopeOf(route) === 'keys:write' ? (['keys:write', 'users:read'] as const) : [scopeOf(route)];
      const { key } = await makeKey('right', needed);
      const { status, body } = await callRoute(route, { ...ids, chat }, bearer(key));
      expect([route, status < 300, body.code]).toEqual([route, true, undefined]);
    }
  });

  it('works for operators only where the matrix says so', async () => {
    const { ada, ben, fay, ids } = await groupAndOutsiders();
    for (const one of [ada, fay]) await asRole(one, 'operator');
    await deactivate(fay);
    for (const route of routes('operators, key')) {
      expect([route, (await callRoute(route, ids, as(ben))).body.code]).toEqual([route, 'auth.token_invalid']);
      expect([route, (await callRoute(route, ids, as(fay))).body.code]).toEqual([route, 'auth.session_revoked']);
      const key = (await makeKey('another')).id;
      for (const token of [as(ada), asOperator]) {
        const answer = await callRoute(route, { ...ids, key }, token);
        const isGone = route.startsWith('DELETE') && token === asOperator;
        expect([route, answer.status < 300]).toEqual([route, !isGone]);
      }
    }
  });

  it('is a route of people to no key, and nothing is open to a person who is deactivated', async () => {
    const { ben, ids } = await groupAndOutsiders();
    const { key } = await makeKey('every scope');
    const revoked = await revokedKey();
    const ofPeople = routes(...PEOPLE);
    expect(ofPeople.length).toBeGreaterThan(70);
    for (const route of ofPeople) {
      for (const one of [key, revoked])
        expect([route, (await callRoute(route, ids, bearer(one))).body.code]).toEqual([route, 'auth.token_invalid']);
    }
    await call('POST', '/api/server/users/ben/deactivate', undefined, bearer(key));
    for (const route of ofPeople) {
      expect([route, (await callRoute(route, ids, as(ben))).body.code]).toEqual([route, 'auth.session_revoked']);
    }
  });
});

/** What the right password leads to where the test has nothing to switch off, remove or link. */
const AFTER_PASSWORD: Record<string, [status: number, code: string]> = {
  'DELETE /api/me/two-factor': [409, 'auth.second_factor_off'],
  'POST /api/me/identities/oidc': [404, 'auth.provider_unknown'],
  'DELETE /api/me/identities/:identity': [404, 'identity.not_found'],
};

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

const asRole = (person: Person, role: string) =>
  server().sql('update users set role = $1 where id = $2', [role, person.id]);

const deactivate = (person: Person) =>
  server().service<AccountLife>('auth/account-life', 'AccountLife').deactivate(person.id);

/** A key with every scope that was revoked. */
async function revokedKey(): Promise<string> {
  const { id, key } = await makeKey('revoked');
  await call('DELETE', `/api/server/keys/${id}`, undefined, asOperator);
  return key;
}

/** Who may use a route, if it is one of people. */
const PEOPLE = Object.values<Scope>(MATRIX).filter(
  (scope) => !['everybody', 'link', 'operators', 'key', 'operators, key'].includes(scope),
);

describe('a route of a chat', () => {
  it.each(routes('chat'))(
    '%s works for participants; others get the answer for a chat that does not exist',
    async (route) => {
      const { ada, ben, cleo, eve, ids } = await groupAndOutsiders();
      const notFound = await callRoute(route, { ...ids, chat: randomUUID() }, as(ben));

      expect(notFound).toMatchObject({ status: 404, body: { code: 'chat.not_found' } });
      for (const outsider of [cleo, eve])
        expect(exactAnswer(await callRoute(route, ids, as(outsider)))).toBe(exactAnswer(notFound));
      for (const chat of ['no-id', '0', '%00', `${ids.chat}0`]) {
        expect(exactAnswer(await callRoute(route, { ...ids, chat }, as(ben)))).toBe(exactAnswer(notFound));
      }
      expect((await callRoute(route, ids, as(ben))).status).toBeLessThan(300);
      const other = await callRoute(route, ids, as(ada));
      if (route.includes(':participant')) expect(other.body.code).toBe('participant.not_you');
      else expect(other.status).toBeLessThan(300);
    },
  );

  it('answers 404 for a message of another chat, as for a message that does not exist', async () => {
    const { ada, ben, eve, ids } = await groupAndOutsiders();
    const elsewhere = await ada.says(await ada.opensChatWith(eve), 'not for ben');
    const asking = routes('chat').filter((route) => route.includes(':message'));
    expect(asking.length).toBeGreaterThan(10);

    for (const route of asking) {
      const notFound = await callRoute(route, { ...ids, message: randomUUID() }, as(ben));
      expect([route, notFound.status, notFound.body.code]).toEqual([route, 404, 'message.not_found']);
      for (const message of [elsewhere.id, 'no-id', '-1']) {
        const answer = await callRoute(route, { ...ids, message }, as(ben));
        expect([route, exactAnswer(answer)]).toEqual([route, exactAnswer(notFound)]);
      }
    }
  });
});

describe('a status', () => {
  it('can be set only by its own user', async () => {
    const { ada, ben, ids } = await groupAndOutsiders();
    const [route = ''] = routes('oneself');

    expect((await callRoute(route, ids, as(ben))).status).toBe(200);
    for (const user of [ben.id, randomUUID(), 'no-id']) {
      expect((await callRoute(route, { ...ids, user }, as(ada))).body.code).toBe('user.not_you');
    }
  });
});

describe('an upload', () => {
  it('can be read by its owner and by participants of a chat that has it, with token or media token', async () => {
    const { ada, ben, cleo, eve, ids } = await groupAndOutsiders();
    const [route = ''] = routes('media');
    const notFound = await callRoute(route, { ...ids, media: randomUUID() }, as(ben));

    expect(notFound).toMatchObject({ status: 404, body: { code: 'media.not_found' } });
    for (const outsider of [cleo, eve]) {
      expect(exactAnswer(await callRoute(route, ids, as(outsider)))).toBe(exactAnswer(notFound));
      expect(exactAnswer(await call('GET', `/api/media/${ids.media}?t=${outsider.login.mediaToken}`))).toBe(
        exactAnswer(notFound),
      );
    }
    for (const insider of [ada, ben]) {
      expect((await callRoute(route, ids, as(insider))).status).toBe(200);
      expect((await call('GET', `/api/media/${ids.media}?t=${insider.login.mediaToken}`)).status).toBe(200);
      expect((await call('GET', `/api/media/${ids.media}?t=${insider.token}`)).body.code).toBe('auth.token_invalid');
    }
  });

  it('is the only thing that can be read with a token in the query: `GET /api/me` ignores it', async () => {
    const { ben } = await groupAndOutsiders();
    expect((await call('GET', `/api/me?t=${ben.login.mediaToken}`)).body.code).toBe('auth.token_missing');
    expect((await call('GET', `/api/me?t=${ben.token}`)).body.code).toBe('auth.token_missing');
  });
});
