import type { FastifyReply, FastifyRequest } from 'fastify';
import { destination, type DestinationStream, type Logger, type LogFn, pino, stdTimeFunctions } from 'pino';

import type { Config } from '../config/config.js';
import { describeError, isError, safeMessage } from './describe-error.js';
import { censorFields, censorLine } from './redact.js';

let stdout: DestinationStream | undefined;

/**
 * JSON lines, one object each, to standard output. No token, password, e-mail or message text gets out: keys with such
 * names are censored, errors lose what quotes input, and the finished line is looked at once more.
 */
export function createLogger({ LOG_LEVEL }: Pick<Config, 'LOG_LEVEL'>, to?: DestinationStream): Logger {
  const options = {
    level: LOG_LEVEL,
    base: undefined,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (level: string) => ({ level }), log: censorFields },
    serializers: { err: describeError, req: describeRequest, res: describeReply },
    hooks: { logMethod: withSafeMessage, streamWrite: censorLine },
  };
  return pino(options, to ?? (stdout ??= openStdout()));
}

/**
 * Written in blocks, a tenth of a second late at most: a write per line costs more than all the rest of it, and a slow
 * reader of the log must not stop the server. What is waiting is written when the process exits.
 */
function openStdout(): DestinationStream {
  const out = destination({ dest: 1, sync: false, minLength: 4096, periodicFlush: 100, maxLength: 16 * 1024 * 1024 });
  // With a full disk under the log, say, lines wait or are lost, and the server goes on. `flushSync`, which pino calls for `fatal`
  // and at the exit, would try for ever.
  let isFailing = false;
  out.on('error', () => (isFailing = true));
  out.on('write', () => (isFailing = false));
  const flushSync = out.flushSync.bind(out);
  out.flushSync = () => {
    if (!isFailing) flushSync();
  };
  return out;
}

/** pino takes an error's message for the line's when there is no other, as it is. */
function withSafeMessage(this: Logger, args: Parameters<LogFn>, method: LogFn): void {
  const [first, text] = args as [unknown, string | undefined];
  const error: unknown = isError(first) ? first : (first as { err?: unknown } | null)?.err;
  if (!isError(error) || (text !== undefined && text !== error.message)) return method.apply(this, args);
  return method.apply(this, [isError(first) ? { err: first } : first, safeMessage(error)]);
}

function describeRequest(request: FastifyRequest): object {
  return { method: request.method, route: request.routeOptions.url };
}

function describeReply(reply: Pick<FastifyReply, 'statusCode'>): object {
  return { status: reply.statusCode };
}
