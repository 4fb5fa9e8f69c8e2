import type { IncomingMessage, Server as HttpServer } from 'node:http';

import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Server, ServerOptions } from 'socket.io';

import type { Config } from '../../platform/config/config.js';
import { isAllowedOrigin } from '../../platform/http/security.js';
import { SENT_WITHIN } from '../../platform/http/bodies/whole-body.js';
import { type Handshakes, TIME_TO_SIGN_IN } from './handshakes.js';

const FRAME_LIMIT = 64 * 1024;

/** Configures Socket.IO: its limits, and which connections it accepts. */
export class SocketAdapter extends IoAdapter {
  constructor(
    app: INestApplicationContext,
    private readonly config: Config,
    private readonly handshakes: Handshakes,
  ) {
    super(app);
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const origin = (from: string | undefined, allow: (error: Error | null, yes?: boolean) => void) => {
      allow(null, from !== undefined && isAllowedOrigin(from, this.config));
    };
    const ours: Partial<ServerOptions> = {
      ...options,
      serveClient: false,
      maxHttpBufferSize: FRAME_LIMIT,
      connectTimeout: TIME_TO_SIGN_IN,
      cors: { origin },
      allowRequest: this.handshakes.allowRequest,
    };
    const server = super.createIOServer(port, ours as ServerOptions);
    this.handshakes.watch(server);
    cutOffSlowPosts(this.httpServer as HttpServer);
    return server;
  }
}

/** Engine.IO reads the bodies of long-polling requests itself, without Fastify's hooks and without a time limit. */
function cutOffSlowPosts(server: HttpServer): void {
  server.on('request', (request: IncomingMessage) => {
    if (request.method !== 'POST' || !request.url?.startsWith('/socket.io/')) return;
    const timer = setTimeout(() => request.destroy(), SENT_WITHIN).unref();
    request.once('close', () => clearTimeout(timer));
  });
}
