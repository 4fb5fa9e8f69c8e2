import type { IncomingMessage } from 'node:http';

import type { FastifyInstance } from 'fastify';

/** After an early answer, the rest of the body is read for so many milliseconds and bytes at most. */
const READ_ON = 2_000;
const MOST_BYTES = 8 * 1024 * 1024;
const LOOK_EVERY = 100;

/**
 * Makes sure that a client gets an answer (usually a refusal) that is sent before its body was read. Closing the connection at once would
 * make the client's next write fail, and many clients then report the broken connection instead of the answer. So the rest of the body is
 * read and dropped for a moment. The connection stays open if that was all of the body, and is closed if it was not.
 */
export function answerEarly(fastify: FastifyInstance): void {
  fastify.addHook('onSend', ({ raw }, reply, _payload, done) => {
    if (!raw.complete && !raw.destroyed) {
      const isLast = !reply.raw.shouldKeepAlive;
      // Otherwise Node closes the connection as soon as the answer has been sent.
      reply.raw.shouldKeepAlive = true;
      void reply.removeHeader('connection');
      reply.raw.once('finish', () => readOn(raw, isLast));
    }
    done();
  });
}

/** Reads and drops the rest of a body, within the limits above. @param isLast whether the connection is closed afterwards in any case */
export function readOn(body: IncomingMessage, isLast: boolean): void {
  const { socket } = body;
  const until = performance.now() + READ_ON;
  const upTo = socket.bytesRead + MOST_BYTES;
  body.unpipe();
  body.resume();
  const timer = setInterval(() => {
    if (socket.destroyed) return clearInterval(timer);
    if (body.complete) {
      clearInterval(timer);
      if (isLast) socket.end();
    } else if (performance.now() > until || socket.bytesRead > upTo) socket.destroy();
  }, LOOK_EVERY).unref();
}
