import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { LogController } from 'fastify';

import { AppModule } from './app.module.js';
import type { Config } from './platform/config/config.js';
import { serveDocs } from './platform/http/docs/api-docs.js';
import { acceptBodies } from './platform/http/bodies/bodies.js';
import { serveDocsPages, servePage } from './platform/http/pages.js';
import { answerEarly } from './platform/http/bodies/whole-body.js';
import { answerBadAddress, answerNoHttp, ErrorFilter } from './platform/http/error.filter.js';
import { InputPipe } from './platform/http/input/input.js';
import { checkAddresses } from './platform/http/bodies/percent-encoding.js';
import { logRequests, nameRequest, secure } from './platform/http/security.js';
import { UndeclaredInput } from './platform/http/input/undeclared-input.js';
import { limitCalls } from './platform/load/limited-calls.js';
import { OpenRequests } from './platform/load/open-requests.js';
import { createLogger } from './platform/logging/logger.js';
import { NestLogger } from './platform/logging/nest-logger.js';
import { Metrics } from './platform/metrics/metrics.js';
import { Handshakes } from './realtime/gateway/handshakes.js';
import { SocketAdapter } from './realtime/gateway/socket-adapter.js';

/** Milliseconds within which a client must send the headers of a request, and between two checks of that. */
const HEADERS = { headersTimeout: 15_000, connectionsCheckingInterval: 5_000 };
/** Milliseconds after which an idle connection is closed: one without a request, or with an answer that is not read. */
const IDLE_MS = 60_000;
/** Maximum length of a path parameter: as long as Node allows a URL to be. So a long id that is no UUID gets the same error as a short one. */
const LONGEST_ADDRESS = 16 * 1024;

/** Builds the server. The caller must call `listen`. @throws StartError when the database, a secret or the settings prevent the start */
export async function createApp(config: Config): Promise<NestFastifyApplication> {
  const logger = createLogger(config);
  const options = { bodyParser: false, logger: new NestLogger(logger), abortOnError: false };
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.of(config), httpAdapter(config), options);
  return setUp(app, config);
}

export function httpAdapter(config: Config): FastifyAdapter {
  return new FastifyAdapter({
    loggerInstance: createLogger(config),
    logController: new LogController({ disableRequestLogging: true }),
    http: HEADERS,
    connectionTimeout: IDLE_MS,
    genReqId: nameRequest,
    trustProxy: config.TRUST_PROXY ?? false,
    forceCloseConnections: 'idle',
    // `*` is not a path. When `/` has a route, the router fails on it and runs no hooks.
    rewriteUrl: ({ url = '/' }) => (url === '*' ? '/*' : url),
    frameworkErrors: answerBadAddress,
    clientErrorHandler: answerNoHttp,
    routerOptions: { maxParamLength: LONGEST_ADDRESS },
  });
}

/** Adds hooks, guards, pipes, limits, filters, sockets and pages to an app, and initializes it. Tests use it too. */
export async function setUp(app: NestFastifyApplication, config: Config): Promise<NestFastifyApplication> {
  const fastify = app.getHttpAdapter().getInstance();
  await secure(fastify, config);
  answerEarly(fastify);
  app.get(OpenRequests).watch(fastify);
  checkAddresses(fastify);
  await acceptBodies(fastify);
  logRequests(fastify, app.get(Metrics));
  app.useGlobalPipes(new InputPipe());
  app.useGlobalGuards(new UndeclaredInput());
  limitCalls(app);
  app.useGlobalFilters(new ErrorFilter());
  app.useWebSocketAdapter(new SocketAdapter(app, config, app.get(Handshakes)));
  if (config.DOCS === 'on') {
    await serveDocsPages(fastify);
    serveDocs(app);
  }
  await servePage(fastify, config);
  return app.init();
}
