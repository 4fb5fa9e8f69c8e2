import { inspect } from 'node:util';

import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

import { framesOf, isError, withoutQuotes } from './describe-error.js';

type Level = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal';

/** Contexts of Nest that log one line per module and route during the start. */
const CHATTER = new Set([
  ...['NestFactory', 'NestApplication', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'WebSocketsController'],
]);

/** Contexts of Nest that log a failed start and then throw it. The code that starts the app reports it better. */
const STARTERS = new Set(['ExceptionHandler', 'NestApplication']);

/** Nest's logger on top of pino. It supports `logger.error({ err, reqId }, 'request failed')` and the calls that Nest itself makes. */
export class NestLogger implements LoggerService {
  constructor(private readonly pino: Logger) {}

  log(...parts: unknown[]): void {
    this.write(CHATTER.has(String(parts.at(-1))) ? 'debug' : 'info', parts);
  }

  error(...parts: unknown[]): void {
    this.write(STARTERS.has(String(parts.at(-1))) ? 'debug' : 'error', parts);
  }

  warn(...parts: unknown[]): void {
    this.write('warn', parts);
  }

  debug(...parts: unknown[]): void {
    this.write('debug', parts);
  }

  verbose(...parts: unknown[]): void {
    this.write('trace', parts);
  }

  fatal(...parts: unknown[]): void {
    this.write('fatal', parts);
  }

  /** The last string after the first part is the context: the class that logs. The other parts may come in any order. */
  private write(level: Level, [first, ...rest]: unknown[]): void {
    if (!this.pino.isLevelEnabled(level)) return;
    const context = typeof rest.at(-1) === 'string' ? (rest.pop() as string) : undefined;
    const fields: Record<string, unknown> = { context };
    const texts: string[] = [];
    for (const part of [first, ...rest]) {
      if (isError(part)) fields.err = part;
      else if (part !== first && isStack(part)) fields.stack = framesOf(part, texts[0]);
      else if (typeof part === 'object' && part !== null) Object.assign(fields, part);
      else if (part !== undefined) texts.push(typeof part === 'string' ? part : inspect(part));
    }
    const text = texts.join(' ');
    // A text with a stack is the message of an error that was not passed itself. It may quote input.
    this.pino[level](fields, ...(text ? [fields.stack === undefined ? text : withoutQuotes(text)] : []));
  }
}

function isStack(part: unknown): part is string {
  return typeof part === 'string' && /\n\s+at /.test(part);
}
