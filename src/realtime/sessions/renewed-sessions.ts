import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';

import { Sessions, type TokenVersion } from '../../auth/sessions/sessions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { turnAway } from '../sockets/connection-refusal.js';
import { sessionRoom } from '../sockets/room-names.js';
import { Sockets } from '../delivery/sockets.js';

const EVERY = 5_000;

/**
 * Closes sockets that were opened with a token which a refresh has ended since, on whichever node that was. The official client
 * reconnects by itself: it is let in again with the token of the refresh, and refused for good with the earlier one.
 */
@Injectable()
export class RenewedSessions {
  private readonly logger = new Logger(RenewedSessions.name);

  constructor(
    private readonly sessions: Sessions,
    private readonly sockets: Sockets,
  ) {}

  @Interval(EVERY)
  async closeOutdated(): Promise<void> {
    try {
      for (const newest of await this.sessions.renewedLately()) this.closeBefore(newest);
    } catch (err) {
      this.logger.warn({ err }, 'it could not be looked up which sessions were renewed');
    }
  }

  private closeBefore({ sessionId, tokenVersion }: TokenVersion): void {
    for (const { data, conn } of this.sockets.in(sessionRoom(sessionId))) {
      if (data.tokenVersion < tokenVersion) turnAway(conn, new AppError('auth.token_expired'));
    }
  }
}
