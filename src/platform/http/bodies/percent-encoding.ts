import type { FastifyInstance } from 'fastify';

import { AppError } from '../../errors/app-error.js';

/**
 * The fields of an urlencoded text, in their order. `+` is a space.
 * @throws AppError request.malformed when `%` is not followed by two hexadecimal digits, or when the bytes are not UTF-8
 */
export function readFields(text: string): [name: string, value: string][] {
  const pairs = text.split('&').filter((pair) => pair !== '');
  return pairs.map((pair) => {
    const end = pair.indexOf('=');
    const name = decode(end < 0 ? pair : pair.slice(0, end), '');
    return [name, end < 0 ? '' : decode(pair.slice(end + 1), name)];
  });
}

/**
 * Refuses a URL with bad percent-encoding or bytes that are not UTF-8. Without it, the query would keep them or have U+FFFD in their
 * place.
 */
export function checkAddresses(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', ({ raw: { url = '' } }, _reply, done) => {
    if (url.includes('%')) {
      const [path = '', query = ''] = url.split(/\?(.*)/s, 2);
      decode(path, '');
      readFields(query);
    }
    done();
  });
}

/** @param field named in the error */
function decode(text: string, field: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch (cause) {
    const message =
      'the text must be UTF-8 in percent-encoding: `%` and two hexadecimal digits for each byte, and `%25` for a percent sign';
    throw new AppError('request.malformed', { details: [{ field, rule: 'isPercentEncoded', message }], cause });
  }
}
