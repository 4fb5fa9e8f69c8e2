import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';

import type { ErrorCode } from '../../contract/errors.js';
import type { AppError } from '../../platform/errors/app-error.js';
import type { ChatSocket } from './chat-socket.js';

/** Destroys a connection whose client does not read, and frees its buffers at once. A close frame would wait behind the unread data. */
export function cutOff(conn: ChatSocket['conn']): void {
  conn.close(true);
  // Engine.IO would wait up to 30 s for the client's close frame, and keep the buffers for so long.
  (conn.transport as { socket?: { terminate?: () => void } }).socket?.terminate?.();
}

/** Sends `session.ended` with the reason, and closes the socket. */
export function endSession(socket: ChatSocket | undefined, code: ErrorCode): void {
  socket?.emit('session.ended', { code });
  socket?.disconnect(true);
}

/** The WebSocket close code "Try Again Later". */
const TRY_AGAIN_LATER = 1013;

/** The parts of an Engine.IO transport that matter here: polling has the request that waits for packets, WebSocket its socket. */
interface Transport {
  req?: { cleanup(): void } | null;
  res?: ServerResponse | null;
  socket?: { close(code: number, reason: string): void };
}

/** Whether the error is temporary, so that the client may retry with the same token: true for rate limits and errors of the server. */
export function isTemporary({ status }: AppError): boolean {
  return status === 429 || status >= 500;
}

/** Refuses an Engine.IO handshake with the status and the envelope that REST has for this error. */
export function refuseHandshake(request: IncomingMessage & { res?: ServerResponse }, error: AppError): void {
  const { status, headers, body } = answerOf(error);
  if (request.res) {
    request.res.writeHead(status, headers).end(body);
    return;
  }
  // A WebSocket upgrade has no response object, so the answer is written to the connection.
  const lines = Object.entries({ ...headers, Connection: 'close' }).map(([name, value]) => `${name}: ${value}\r\n`);
  request.socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${body}`);
}

/**
 * Closes a connection with a reason, so that the official client reconnects by itself. After a CONNECT_ERROR or DISCONNECT packet it
 * would never reconnect. Long polling gets the envelope as the body of an HTTP error, which the client emits as `connect_error` while it
 * is not connected. WebSocket gets the code of the error as the close reason.
 */
export function closeWithError(conn: ChatSocket['conn'], error: AppError): void {
  if (conn.readyState !== 'open') return;
  const { req, res, socket } = conn.transport as unknown as Transport;
  if (!req || !res) {
    socket?.close(TRY_AGAIN_LATER, error.code);
    conn.close();
    return;
  }
  const { status, headers, body } = answerOf(error);
  res.writeHead(status, headers).end(body);
  req.cleanup();
  conn.transport.writable = false;
  conn.close(true);
}

function answerOf(error: AppError) {
  const body = JSON.stringify(error.view);
  const headers: Record<string, string> = {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(body)),
    ...(error.retryAfter !== null && { 'Retry-After': String(error.retryAfter) }),
  };
  return { status: error.status, headers, body };
}
