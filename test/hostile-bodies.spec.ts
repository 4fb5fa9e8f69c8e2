import { problemOf } from './support/contract-problems.js';
import { BODIES, FORM_TYPE, JSON_TYPE } from './support/hostile-bodies.js';
import { call } from './support/person.js';
import { rawHttp } from './support/raw-http.js';
import { useServer } from './support/server.js';
import { rowCounts, world } from './support/world.js';

useServer();

const OF_A_FORM = { 'content-type': FORM_TYPE };

describe('a body', () => {
  it.each(BODIES)('of %s is read or refused', async (_, type, body, expected) => {
    const { ada, chat } = await world();
    const before = await rowCounts();
    const headers = [`Authorization: Bearer ${ada.token}`, ...(type === null ? [] : [`Content-Type: ${type}`])];

    const answer = await rawHttp({ method: 'POST', path: `/api/chats/${chat.id}/messages`, headers, body });

    expect(answer?.body.code ?? answer?.status).toBe(expected);
    if (answer) expect(problemOf(answer)).toBeNull();
    expect(await rowCounts()).toEqual({ ...before, messages: before.messages + (expected === 201 ? 1 : 0) });
  });

  it('that is cut off stores nothing, and the server continues to work', async () => {
    const { ada, chat } = await world();
    const before = await rowCounts();
    const headers = [`Authorization: Bearer ${ada.token}`, `Content-Type: ${JSON_TYPE}`];
    const body = `{"message":"${'x'.repeat(1_000)}"}`;
    for (const cutAfter of [0, 1, 500, 1_013]) {
      await rawHttp({ method: 'POST', path: `/api/chats/${chat.id}/messages`, headers, body, cutAfter });
    }
    expect(await rowCounts()).toEqual(before);
    await ada.says(chat, 'still here');
  });
});

async function adaInAChat() {
  const { ada, chat } = await world();
  return { ada, path: `/api/chats/${chat.id}`, messages: `/api/chats/${chat.id}/messages` };
}

describe('JSON sent as a form', () => {
  const JSONS = ['{"message":"x"}', ' {"message":"a=b&c"}\n', '[1]', '{"a":{"b":[]}}'];

  it.each([...JSONS, "{'message':'x'}", '{message:x}', '{"message"'])(
    'is refused, and the answer names the right header: %j',
    async (body) => {
      const { ada, messages } = await adaInAChat();
      const answers = [
        await ada.call('POST', messages, body, OF_A_FORM),
        await call('POST', '/api/login', body, OF_A_FORM),
      ];
      answers.push(await ada.call('POST', messages, encodeURIComponent(body), OF_A_FORM));
      for (const answer of answers) {
        expect(answer).toMatchObject({
          status: 400,
          body: { code: 'request.malformed', details: [{ field: 'Content-Type' }] },
        });
        expect(answer.body.details?.[0]?.message).toContain('Content-Type: application/json');
      }
    },
  );

  it('without a boundary is refused, and the answer mentions the boundary', async () => {
    const { ada, messages } = await adaInAChat();
    const type = { 'content-type': 'multipart/form-data' };
    for (const [method, path] of [
      ['POST', messages],
      ['PATCH', '/api/me'],
    ] as const) {
      const answer = await ada.call(method, path, '{"message":"x"}', type);
      expect(answer).toMatchObject({
        status: 400,
        body: { code: 'request.malformed', details: [{ field: 'Content-Type' }] },
      });
      expect(answer.body.details?.[0]?.message).toContain('boundary');
    }
  });

  it('is accepted if it is empty, or if it is a form after all', async () => {
    const { ada, path } = await adaInAChat();
    for (const body of ['{}', '[]', '{ }']) {
      expect((await ada.call('POST', `${path}/toggle-pin`, body, OF_A_FORM)).status).toBe(200);
    }
    expect((await ada.call('POST', `${path}/messages`, '{x}=1&message=a', OF_A_FORM)).status).toBe(201);
  });
});
