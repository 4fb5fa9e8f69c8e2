import type { ErrorCode } from '../../contract/errors.js';
import type { ChatSocket } from './chat-socket.js';

/** Tells a socket why its session is over for it, and closes it. */
export function endSession(socket: ChatSocket | undefined, code: ErrorCode): void {
  socket?.emit('session.ended', { code });
  socket?.disconnect(true);
}
