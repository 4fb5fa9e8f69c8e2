import { problemOf } from './support/contract-problems.js';
import { HEADERS, METHODS, PATHS } from './support/hostile-requests.js';
import { person } from './support/people.js';
import { type Answer, call } from './support/person.js';
import { exchange, rawHttp, readAnswer } from './support/raw-http.js';
import { useServer } from './support/server.js';

useServer();

/** What is wrong with an answer. A connection closed without an answer is allowed, and so is a refusal by Node without a body. */
function problemOfAny(answer: Answer | null): string | null {
  if (!answer || (answer.status < 500 && answer.headers.get('content-length') === '0')) return null;
  if (answer.status >= 400 && answer.body.code === 'request.malformed') answer.headers.append('x-request-id', 'none');
  return problemOf(answer);
}

describe('an odd request', () => {
  it('never gets data without a token by its path, and never makes the server fail', async () => {
    const { token } = await person('ada');
    for (const path of PATHS) {
      const stranger = await rawHttp({ path });
      expect([path, stranger?.body.data]).toEqual([path, undefined]);
      for (const answer of [stranger, await rawHttp({ path, headers: [`Authorization: Bearer ${token}`] })]) {
        expect([path, problemOfAny(answer)]).toEqual([path, null]);
      }
    }
  });

  it('gets no list of chats with an odd method', async () => {
    const { token } = await person('ada');
    for (const method of METHODS) {
      const answer = await rawHttp({ method, path: '/api/chats', headers: [`Authorization: Bearer ${token}`] });
      expect([method, problemOfAny(answer), answer?.body.data]).toEqual([method, null, undefined]);
    }
  });

  it.each(Object.entries(HEADERS))('gets a well-formed answer or a closed connection with %s', async (_, headers) => {
    const { token } = await person('ada');
    const answer = await rawHttp({ path: '/api/me', headers: [`Authorization: Bearer ${token}`, ...headers] });
    expect(problemOfAny(answer)).toBeNull();
    expect(await call('GET', '/health/live')).toMatchObject({ status: 200 });
  });

  it('that is no HTTP gets an answer of the documented shape, and its connection is closed', async () => {
    for (const bytes of ['x\r\n\r\n', '\u0000\u0001\u0002\r\n\r\n', 'GET / HTTP/9.9\r\n\r\n', '\u0016\u0003\u0001']) {
      const answer = readAnswer(await exchange(bytes));
      expect(answer).toMatchObject({ status: 400, body: { status: 'error', code: 'request.malformed' } });
    }
  });
});
