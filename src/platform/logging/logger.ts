import type { FastifyReply, FastifyRequest } from 'fastify';
import { type DestinationStream, type Logger, type LogFn, pino, stdTimeFunctions } from 'pino';

import type { Config } from '../config/config.js';
import { describeError, isError, safeMessage } from './describe-error.js';
import { LogOutput, standardOutput } from './log-output.js';
import { censorFields, censorLine } from './redact.js';

let stdout: LogOutput | undefined;

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

/** Puts lines for people between those of the log, in their order. */
export function print(text: string): void {
  (stdout ??= openStdout()).write(`${text}\n`);
}

/** How many lines of this process were lost, because its output took no more. */
export const droppedLogLines = (): number => stdout?.dropped ?? 0;

/** What is waiting is written when the process exits. */
function openStdout(): LogOutput {
  const output = new LogOutput(standardOutput());
  process.on('exit', () => output.flushSync());
  return output;
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
