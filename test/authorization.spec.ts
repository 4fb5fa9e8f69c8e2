import { randomUUID } from 'node:crypto';

import { as, groupAndOutsiders, exactAnswer, callRoute } from './support/route-calls.js';
import { MATRIX, type Scope } from './support/matrix.js';
import { call } from './support/person.js';
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
  it('answers 401 without a valid token, except for the routes of everybody and of operators', async () => {
    const { ben, ids } = await groupAndOutsiders();
    const media = { authorization: `Bearer ${ben.login.mediaToken}` };
    const closed = Object.keys(MATRIX).filter((route) => !routes('everybody', 'operators').includes(route));
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
    const { ben, eve, ids } = await groupAndOutsiders();
    await server().sql(`update users set role = 'operator' where id = $1`, [ben.id]);
    for (const route of routes('operators')) {
      const refused: Record<string, string>[] = [
        {},
        { authorization: 'Bearer garbage' },
        as(eve),
        { authorization: `Bearer ${ben.login.mediaToken}` },
      ];
      const codes = await Promise.all(refused.map(async (headers) => (await callRoute(route, ids, headers)).body.code));
      expect([route, codes]).toEqual([route, ['auth.token_missing', ...Array<string>(3).fill('auth.token_invalid')]]);
      for (const headers of [as(ben), { authorization: `Bearer ${OPERATOR_TOKEN}` }])
        expect([route, (await callRoute(route, ids, headers)).status]).toEqual([route, 200]);
    }
  });

  it.each(routes('everybody'))('%s is open without a token', async (route) => {
    const { ids } = await groupAndOutsiders();
    const answer = await callRoute(route, ids);
    // No account has this e-mail, so login is refused, but not because of a missing token.
    if (route === 'POST /api/login') expect(answer.body.code).toBe('auth.bad_credentials');
    else expect(answer.status).toBeLessThan(300);
  });
});

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
