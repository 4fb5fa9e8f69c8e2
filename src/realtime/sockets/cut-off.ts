import type { ChatSocket } from './chat-socket.js';

/** Destroys a connection whose client does not read, and frees its buffers at once. A close frame would only wait as well. */
export function cutOff(conn: ChatSocket['conn']): void {
  conn.close(true);
  // Engine.IO would wait 30 s for the client's closing frame, with all that was to be written before it.
  (conn.transport as { socket?: { terminate?: () => void } }).socket?.terminate?.();
}
