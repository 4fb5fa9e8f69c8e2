import type { ChatSocket } from './chat-socket.js';

/** Ends a connection whose client may not read: frees at once what waits for it, without a goodbye, which would only wait as well. */
export function cutOff(conn: ChatSocket['conn']): void {
  conn.close(true);
  // Engine.IO would wait 30 s for the client's closing frame, with all that was to be written before it.
  (conn.transport as { socket?: { terminate?: () => void } }).socket?.terminate?.();
}
