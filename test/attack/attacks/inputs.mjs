import { call, does, inTurns, register } from '../account.mjs';
import { HttpConnection } from '../http-connection.mjs';
import { odditiesOverHttp } from '../odd-requests.mjs';
import { packets } from '../odd-packets.mjs';

const CONNECTIONS = 8;
const ANSWER_WITHIN_MS = 10_000;
const SHOWN = 5;

/** The hostile inputs of the tests, on a server with production settings: every field of every call, odd requests, odd packets. */
export const inputs = {
  name: 'inputs',
  description:
    'What the fuzz tests send: every field of every call and event, odd bodies, heads, paths, tokens and packets',
  rates: 'off',
  short: { oneIn: 8 },
  long: { oneIn: 1 },

  async attack({ url, numbers, tally, figures, atMost }) {
    const people = await twoPeople(url);
    const requests = await odditiesOverHttp(people);
    const chosen = requests.filter((_, place) => place % numbers.oneIn === 0);
    const failed = [];
    await inTurns(
      Array.from({ length: CONNECTIONS }, (_, connection) => connection),
      (connection) =>
        askAll({ url, people, tally, failed, asks: chosen.filter((_, place) => place % CONNECTIONS === connection) }),
      CONNECTIONS,
    );
    const { unclosed } = await packets({ url, people, tally, failed, oneIn: numbers.oneIn });
    figures.requests = chosen.length;
    if (failed.length > 0) figures['failed on'] = failed.slice(0, SHOWN).join(' | ');
    atMost('packets that did not close their socket', unclosed, 0);
  },
};

/** A caller, with a chat, a group and data in them. */
async function twoPeople(url) {
  const stamp = Date.now();
  const [odd, other] = [await register(url, `odd${stamp}`), await register(url, `other${stamp}`)];
  const open = (title) =>
    does({ url, path: '/api/chats', token: odd.token, body: { participants: [other.id], ...(title && { title }) } });
  const chat = await open();
  const message = await does({
    url,
    path: `/api/chats/${chat.id}/messages`,
    token: odd.token,
    body: { message: 'hello' },
  });
  return { odd, other, chat, message };
}

/** One after the other on one connection, which is opened again if the server has closed it. */
async function askAll({ url, people, tally, failed, asks }) {
  let connection = await HttpConnection.open(url);
  for (const { what, bytes, alone } of asks) {
    if (connection.closed || alone) {
      connection.close();
      connection = await HttpConnection.open(url);
    }
    const answer = tally.http(await connection.ask(bytes(people.odd.token), ANSWER_WITHIN_MS));
    if (answer?.http >= 500) failed.push(`${answer.http} ${what}`);
    if (answer === null || alone) connection.close();
    if (answer?.http === 401) await signInAgain(url, people.odd);
  }
  connection.close();
}

/** A call may have ended the session. */
async function signInAgain(url, odd) {
  const { email, password } = odd;
  const answer = await call({ url, path: '/api/login', body: { email, password } });
  if (answer?.token) Object.assign(odd, { token: answer.token });
}
