import type { FastifyReply, FastifyRequest } from 'fastify';
import { type DestinationStream, type Logger, type LogFn, pino, stdTimeFunctions } from 'pino';

import type { Config } from '../config/config.js';
import { describeError, isError, safeMessage } from './describe-error.js';
import { LogOutput, standardOutput } from './log-output.js';
import { censorFields, censorLine } from './redact.js';

let stdout: LogOutput | undefined;

/**
 * Writes JSON lines to standard output. They contain no token, password, e-mail or message text: values of such keys are censored, quoted
 * input is removed from errors, and the finished line is checked once more.
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

/** Writes a text for people between the lines of the log, in their order. */
export function print(text: string): void {
  (stdout ??= openStdout()).write(`${text}\n`);
}

/** How many log lines of this process were lost, because its output accepted no more. */
export const droppedLogLines = (): number => stdout?.dropped ?? 0;

/** Opens standard output. Waiting lines are written when the process exits. */
function openStdout(): LogOutput {
  const output = new LogOutput(standardOutput());
  process.on('exit', () => output.flushSync());
  return output;
}

/** Replaces the message that pino would take from an error by a safe one. */
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
