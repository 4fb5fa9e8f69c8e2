import { Writable } from 'node:stream';

import { Logger } from '@nestjs/common';
import Fastify, { type FastifyBaseLogger } from 'fastify';
import { DataSource } from 'typeorm';

import { logRequests } from '../src/platform/http/security.js';
import { createLogger } from '../src/platform/logging/logger.js';
import { NestLogger } from '../src/platform/logging/nest-logger.js';
import { Outbox } from '../src/platform/mail/outbox.js';
import { Metrics } from '../src/platform/metrics/metrics.js';
import { server } from './support/server.js';
import { here, useServerHere } from './support/server-here.js';

useServerHere();

/** A logger whose lines can be read back. */
function memory() {
  const texts: string[] = [];
  const to = new Writable({ write: (chunk, _encoding, done) => (texts.push(String(chunk)), done()) });
  const pino = createLogger({ LOG_LEVEL: 'info' }, to);
  const lines = () => texts.map((text) => JSON.parse(text) as Record<string, unknown>);
  return { pino, nest: new NestLogger(pino), lines, text: () => texts.join('') };
}

function refusalOf(promise: Promise<unknown>): Promise<Error> {
  return promise.then(
    () => new Error('nothing was refused'),
    (error: unknown) => error as Error,
  );
}

function failureOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

describe('the log', () => {
  it('has one line for each request, with its route instead of its URL', async () => {
    const { pino, lines, text } = memory();
    const loggerInstance: FastifyBaseLogger = pino;
    const fastify = Fastify({ loggerInstance, genReqId: () => 'request-1' });
    logRequests(fastify, new Metrics());
    fastify.get('/api/media/:media', () => 'a file');
    fastify.get('/broken', () => Promise.reject(new Error('broken')));

    await fastify.inject({
      url: '/api/media/0199-id?t=media-token',
      headers: { authorization: 'Bearer header-token' },
    });
    await fastify.inject('/broken');

    const requests = lines().filter(({ msg }) => msg === 'request');
    expect(requests[0]).toMatchObject({ level: 'info', reqId: 'request-1', method: 'GET', status: 200 });
    expect(requests[0]).toMatchObject({ route: '/api/media/:media', ms: expect.any(Number) as number });
    expect(requests[1]).toMatchObject({ level: 'error', route: '/broken', status: 500 });
    // This includes the lines of Fastify itself, which are enabled here.
    expect(text()).not.toMatch(/0199-id|media-token|header-token/);
  });

  it('omits private fields, at any depth', () => {
    const { pino, nest, text, lines } = memory();
    const payload = { user: { email: 'ada@example.com', name: 'Ada' }, list: [{ token: 'tok-1' }] };
    pino.info({ payload, password: 'hunter2', Authorization: 'Basic 123' }, 'looked at');
    nest.log('sent', { body: { message: 'my words' } }, 'Somewhere');

    expect(text()).not.toMatch(/ada@|tok-1|hunter2|Basic|my words/);
    expect(lines()[0]).toMatchObject({ msg: 'looked at', payload: { user: { name: 'Ada' } } });
    expect(lines()[1]).toMatchObject({ level: 'info', msg: 'sent', context: 'Somewhere' });
  });

  it('removes tokens, e-mail addresses and the passwords in URLs from sentences', () => {
    const { nest, text } = memory();
    nest.warn('ada.lovelace+x@mail.example.org sent Bearer abc.def', 'Somewhere');
    nest.warn('eyJhbGciOi.eyJzdWIi.c2lnbmF0dXJl came by GET /api/media/1?t=tok-2', 'Somewhere');
    nest.warn('connecting to postgres://parley:hunter2@db.internal:5432/parley', 'Somewhere');

    expect(text()).not.toMatch(/lovelace|abc\.def|eyJ|tok-2|hunter2/);
    expect(text()).toContain('db.internal:5432');
  });

  it('removes what people sent from the errors of the database', async () => {
    const { nest, text, lines } = memory();
    const database = here().get(DataSource);
    const words = 'my "secret" words\n    at home';
    const refused = await refusalOf(database.query('select $1::text::uuid', [words]));
    const unfit = await refusalOf(database.query('insert into users (email) values ($1)', ['ada@example.com']));
    expect(unfit).toMatchObject({ detail: expect.stringContaining('ada@') as string });

    nest.error({ err: refused, reqId: 'request-1' }, 'request failed', 'ErrorFilter');
    nest.error(refused, undefined, 'Somewhere');
    nest.error(refused.message, refused.stack, 'ExceptionsHandler');
    nest.error({ err: new Error('outer', { cause: unfit }) }, 'request failed', 'ErrorFilter');

    expect(lines()[0]).toMatchObject({
      level: 'error',
      msg: 'request failed',
      reqId: 'request-1',
      context: 'ErrorFilter',
      err: { type: 'QueryFailedError', code: '22P02', message: expect.stringContaining('type uuid: "…"') as string },
    });
    expect(lines()[0]?.err).toMatchObject({ stack: expect.stringMatching(/\n +at .*\.(ts|js|cjs)/) as string });
    expect(lines()[3]?.err).toMatchObject({ cause: { type: 'QueryFailedError' } });
    expect(text()).not.toMatch(/select|insert|ada@example|secret|at home/);
  });

  it('says once that mails are written to files, even if two are written at the same time', async () => {
    const spy = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    const outbox = new Outbox(server().dataDir, 'parley@localhost');
    const mail = { to: 'ada@example.com', subject: 'Hello', text: 'Hello\n' };
    await Promise.all([outbox.deliver(mail), outbox.deliver(mail)]);
    const warnings = spy.mock.calls.map(([text]) => String(text));
    spy.mockRestore();

    expect(warnings).toEqual([expect.stringMatching(/^SMTP_URL is not set: mails are written to files in .*outbox$/)]);
  });

  it('removes the input from the errors of JSON.parse', () => {
    const { pino, text } = memory();
    pino.error(failureOf(() => JSON.parse('my secret words')));
    pino.error({ err: failureOf(() => JSON.parse('{"a": my secret words}')) });

    expect(text()).toContain('SyntaxError');
    expect(text()).not.toMatch(/secret|words/);
  });
});
