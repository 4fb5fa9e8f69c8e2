import { requestOf } from './http-connection.mjs';
import { fromTests } from './read-typescript.mjs';

const LONGEST_QUERY = 5_000;

/**
 * The hostile requests of the tests.
 * @returns `{ what, bytes, alone }`: `bytes` is called with a token, and `alone` requests its own connection
 */
export async function odditiesOverHttp({ odd, other, chat, message }) {
  const lists = await fromTests('hostile-values.ts');
  const { documentedCalls, bodyFor } = await fromTests('documented-calls.ts');
  const { goodValues } = await fromTests('good-values.ts');
  const good = () => goodValues({ ben: other.id, chat: chat.id, message: message.id });
  const inPath = { user: odd.id, status: 'online', emoji: '%F0%9F%91%8D', chat: chat.id, message: message.id };
  Object.assign(inPath, { participant: chat.participantId });
  const given = { lists, good, inPath, bodyFor };
  const calls = documentedCalls().filter(
    ({ path }) => path.startsWith('/api/') && !path.startsWith('/api/server/') && path !== '/api/logout',
  );
  return [
    ...calls.flatMap((one) => [...inAddress(one, given), ...inQuery(one, given), ...inBody(one, given)]),
    ...(await oddHeads()),
    ...(await oddBodies(chat)),
    ...oddTokens(odd.token),
  ];
}

const fill = (path, values) => path.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? 'x');
const namesIn = ({ fields }, place) => fields.filter((field) => field.place === place).map(({ name }) => name);

/** Invalid ids, in each position of a path. */
function inAddress(one, { lists, inPath, good, bodyFor }) {
  const { method, path } = one;
  const body = method === 'GET' ? undefined : bodyFor(one, good());
  return namesIn(one, 'path').flatMap((name) =>
    lists.IDS.map((id) => ({
      what: `${method} ${path} ${name}`,
      bytes: (token) => requestOf({ method, path: fill(path, { ...inPath, [name]: id }), token, body }),
    })),
  );
}

function inQuery(one, { lists, inPath }) {
  const { method, path } = one;
  const texts = [...lists.TEXTS, ...lists.NUMBERS].filter((text) => text.length < LONGEST_QUERY && text.isWellFormed());
  return namesIn(one, 'query').flatMap((name) =>
    [
      ...texts.map((text) => `${name}=${encodeURIComponent(text)}`),
      `${name}=%zz`,
      `${name}[$ne]=`,
      `${name}=1&${name}=2`,
    ].map((query) => ({
      what: `${method} ${path}?${name}`,
      bytes: (token) => requestOf({ method, path: `${fill(path, inPath)}?${query}`, token }),
    })),
  );
}

function inBody(one, { lists, inPath, good, bodyFor }) {
  const { method, path } = one;
  return namesIn(one, 'body').flatMap((name) =>
    [...lists.VALUES, lists.HUGE].map((value) => ({
      what: `${method} ${path} ${name}`,
      bytes: (token) =>
        requestOf({ method, path: fill(path, inPath), token, body: { ...bodyFor(one, good()), [name]: value } }),
    })),
  );
}

/** Paths, methods and header lines, each on a connection that ends with it. */
async function oddHeads() {
  const { PATHS, METHODS, HEADERS } = await fromTests('hostile-requests.ts');
  const ends = 'Connection: close';
  const heads = [
    ...PATHS.map((path) => ({ path, headers: [ends] })),
    ...METHODS.map((method) => ({ method, path: '/api/chats', headers: [ends] })),
    ...Object.values(HEADERS).map((headers) => ({ path: '/api/me', headers: [ends, ...headers] })),
  ];
  return heads.flatMap((head) => [
    { what: `${head.method ?? 'GET'} ${head.path.slice(0, 60)}`, alone: true, bytes: () => requestOf(head) },
    { what: `${head.path.slice(0, 60)}, signed in`, alone: true, bytes: (token) => requestOf({ ...head, token }) },
  ]);
}

async function oddBodies(chat) {
  const { BODIES } = await fromTests('hostile-bodies.ts');
  const { refusedUploads, UPLOAD_TYPE } = await fromTests('hostile-uploads.ts');
  const path = `/api/chats/${chat.id}/messages`;
  const bodies = BODIES.map(([what, type, body]) => ({ what, path, type, body: Buffer.from(body) }));
  const uploads = refusedUploads(100_000).map(({ what, body, type = UPLOAD_TYPE }) => {
    return { what, path: '/api/media', type, body: Buffer.from(body) };
  });
  return [...bodies, ...uploads].map(({ what, path: to, type, body }) => ({
    what: `a body: ${what}`,
    alone: true,
    bytes: (token) => {
      const head = requestOf({ method: 'POST', path: to, token, type, length: body.length });
      return Buffer.concat([Buffer.from(head, 'latin1'), body]);
    },
  }));
}

/** Tokens that differ from what was signed, because nobody here knows the secret. */
function oddTokens(token) {
  const [head, body, signature] = token.split('.');
  const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
  const tokens = [
    'x',
    '...',
    `${none}.${body}.`,
    `${none}.${body}.${signature}`,
    `${head}.${body}.`,
    'x'.repeat(8_000),
  ];
  return tokens.map((one) => ({
    what: `a token: ${one.slice(0, 20)}`,
    bytes: () => requestOf({ path: '/api/me', token: one }),
  }));
}
