import { Injectable, Logger } from '@nestjs/common';

import type { ErrorView, Success } from '../../contract/envelope.js';
import { AppError, asAppError } from '../../platform/errors/app-error.js';
import { FailureGuard } from '../../platform/errors/failure-guard.js';
import type { Heavy } from '../../platform/load/allowances.js';
import { Load } from '../../platform/load/load.js';
import type { ChatSocket } from '../sockets/chat-socket.js';
import { ClientEvents } from './client-events.js';
import { endSession } from '../sockets/connection-refusal.js';

type Answer = Success<unknown, unknown> | ErrorView;

/** The expensive events, by name. */
const HEAVY = new Map<string, Heavy>([['sync', 'sync']]);

/**
 * Handles everything that a socket sends: checks the load and the name of the event, calls its handler, and answers through the ack.
 * It takes each packet before Socket.IO passes it to listeners, so that a client cannot emit `disconnect` or `error`.
 */
@Injectable()
export class EventDispatcher {
  private readonly logger = new Logger(EventDispatcher.name);

  constructor(
    private readonly events: ClientEvents,
    private readonly load: Load,
    private readonly guard: FailureGuard,
  ) {}

  attach(socket: ChatSocket): void {
    socket.use(([event, ...args]) => {
      const last: unknown = args.at(-1);
      const ack = typeof last === 'function' ? (last as (answer: Answer) => void) : null;
      const carryOut = (answered: boolean): void =>
        this.guard.run('socket events', async () => {
          const answer = await this.answer(socket, event, ack === args[0] ? undefined : args[0]);
          if (answered) ack?.(answer);
          if (isExpired(answer)) endSession(socket, answer.code);
        });
      try {
        // The allowance is checked first, so that refused events do not delay others.
        this.load.charge(socket.data.userId, HEAVY.get(event));
      } catch (error) {
        return ack?.(asAppError(error).view);
      }
      if (socket.data.intake) return socket.data.intake(event, carryOut);
      const begin = (): void => {
        this.load.ended(args);
        carryOut(true);
      };
      this.load.admit(args, begin, (error) => ack?.(error.view));
    });
  }

  private async answer(socket: ChatSocket, event: string, payload: unknown): Promise<Answer> {
    try {
      if (socket.data.expiresAt <= Date.now()) throw new AppError('auth.token_expired');
      const { handlers } = this.events;
      if (!isEvent(event, handlers)) throw new AppError('event.unknown');
      const isWanted = (): boolean => socket.connected;
      const work = () => handlers[event](socket.data, payload);
      return await this.load.run({ userId: socket.data.userId, heavy: HEAVY.get(event), isWanted }, work);
    } catch (thrown) {
      const error = asAppError(thrown);
      if (error.code === 'internal') this.logger.error({ err: thrown, event }, 'event failed');
      return error.view;
    }
  }
}

const isEvent = <Event extends string>(event: string, handlers: Record<Event, unknown>): event is Event =>
  Object.hasOwn(handlers, event);

const isExpired = (answer: Answer): answer is ErrorView & { code: 'auth.token_expired' } =>
  answer.status === 'error' && answer.code === 'auth.token_expired';
