import { setTimeout as pause } from 'node:timers/promises';

const ANSWER_WITHIN_MS = 30_000;
const PASSWORD = 'a password for attacks';
const AT_ONCE = 8;
const TRIES = 10;

/** A person with an account, as plain data that can be passed between processes. */
export async function register(url, name, address) {
  const credentials = { email: `${name}@example.com`, password: PASSWORD };
  const { token, user } = await does({ url, path: '/api/register', body: { ...credentials, name }, address });
  return { id: user.id, name, token, ...credentials };
}

/** Several accounts, a few at a time, because hashing passwords takes the server a while. */
export async function registerAll(url, kind, count) {
  const names = Array.from({ length: count }, (_, number) => `${kind}${number + 1}`);
  return inTurns(names, (name) => register(url, name));
}

/**
 * Calls over REST, on kept-alive connections.
 * @returns the envelope, with `http` and `retryAfter` (seconds, 0 if missing); null without an answer
 */
export async function call({ url, method = 'POST', path, token, body, address, withinMs = ANSWER_WITHIN_MS }) {
  try {
    const response = await fetch(url + path, {
      method,
      headers: {
        ...(body && { 'content-type': 'application/json' }),
        ...(token && { authorization: `Bearer ${token}` }),
        ...(address && { 'x-forwarded-for': address }),
      },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(withinMs),
    });
    const text = await response.text();
    const envelope = text.startsWith('{') ? JSON.parse(text) : {};
    return { ...envelope, http: response.status, retryAfter: Number(response.headers.get('retry-after') ?? 0) };
  } catch {
    return null;
  }
}

/** A call that must succeed, if necessary after retries. @returns `data`, or the whole answer if it has none */
export async function does(given) {
  let answer = await call(given);
  for (let tries = 0; answer?.code === 'overloaded' && tries < TRIES; tries += 1) {
    await pause(answer.retryAfter * 1_000);
    answer = await call(given);
  }
  if (answer === null || answer.http >= 400) {
    throw new Error(`${given.path} was answered with ${answer?.http ?? 'nothing'} ${answer?.code ?? ''}`);
  }
  return answer.data ?? answer;
}

/** Runs this for each item, a few at a time, and keeps their order. */
export async function inTurns(list, work, atOnce = AT_ONCE) {
  const results = [];
  let next = 0;
  const turns = async () => {
    while (next < list.length) {
      const place = next;
      next += 1;
      results[place] = await work(list[place], place);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, turns));
  return results;
}
