import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Server, ServerOptions } from 'socket.io';

import type { Config } from '../platform/config/config.js';
import type { Drain } from '../platform/drain.js';
import { isAllowedOrigin, isOwnOrigin } from '../platform/http/origins.js';

const FRAME_LIMIT = 64 * 1024;
const TIME_TO_SIGN_IN = 10_000;

type AllowRequest = NonNullable<ServerOptions['allowRequest']>;

/** Socket.IO with our limits and our idea of who may connect. */
export class SocketAdapter extends IoAdapter {
  constructor(
    app: INestApplicationContext,
    private readonly config: Config,
    private readonly drain: Drain,
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
      allowRequest: this.allowRequest,
    };
    return super.createIOServer(port, ours as ServerOptions);
  }

  /** Checked here, because `cors` alone does not stop a foreign page on the WebSocket transport. */
  private readonly allowRequest: AllowRequest = ({ headers: { origin, host } }, allow) => {
    // In the handshake, so that the official client tries again by itself; one refused later gives up.
    if (this.drain.turnsAway) return allow('this node stops: connect again', false);
    const welcome = origin === undefined || isOwnOrigin(origin, host) || isAllowedOrigin(origin, this.config);
    allow(welcome ? null : 'origin refused: list it in CORS_ORIGINS', welcome);
  };
}
