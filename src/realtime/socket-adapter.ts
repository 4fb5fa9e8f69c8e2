import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Server, ServerOptions } from 'socket.io';

import type { Config } from '../platform/config/config.js';
import type { Drain } from '../platform/drain.js';
import { isAllowedOrigin, isOwnOrigin } from '../platform/http/origins.js';
import { Strangers } from './strangers.js';

const FRAME_LIMIT = 64 * 1024;
const TIME_TO_SIGN_IN = 10_000;

type AllowRequest = NonNullable<ServerOptions['allowRequest']>;

/** Socket.IO with our limits and our idea of who may connect. */
export class SocketAdapter extends IoAdapter {
  private readonly strangers: Strangers;

  constructor(
    app: INestApplicationContext,
    private readonly config: Config,
    private readonly drain: Drain,
  ) {
    super(app);
    this.strangers = new Strangers(config.TRUST_PROXY ?? []);
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
      allowRequest: this.allowRequest,
    };
    const server = super.createIOServer(port, ours as ServerOptions);
    if (this.config.RATE_LIMIT === 'on') this.strangers.watch(server);
    return server;
  }

  /** Checked here, because `cors` alone does not stop a foreign page on the WebSocket transport. */
  private readonly allowRequest: AllowRequest = (request, allow) => {
    const { origin, host } = request.headers;
    // In the handshake, so that the official client tries again by itself; one refused later gives up.
    if (this.drain.turnsAway) return allow('this node stops: connect again', false);
    if (this.strangers.areTooMany(request))
      return allow('too many connections of this address have not signed in', false);
    const welcome = origin === undefined || isOwnOrigin(origin, host) || isAllowedOrigin(origin, this.config);
    allow(welcome ? null : 'origin refused: list it in CORS_ORIGINS', welcome);
  };
}
