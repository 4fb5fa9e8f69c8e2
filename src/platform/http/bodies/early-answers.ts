import type { IncomingMessage } from 'node:http';

import type { FastifyInstance } from 'fastify';

/** How long, in milliseconds, and how many bytes of a body are read on after its answer was given. */
const READ_ON = 2_000;
const MOST_BYTES = 8 * 1024 * 1024;
const LOOK_EVERY = 100;

/**
 * Lets a request that was answered before its body was whole, refused as a rule, still get the answer. Closing the connection at once
 * would make the client's next write fail, and many clients then report the broken connection instead of the answer. So the rest is
 * read and dropped for a moment; the connection goes on when that was all of it, and is closed when it was not.
 */
export function answerEarly(fastify: FastifyInstance): void {
  fastify.addHook('onSend', ({ raw }, reply, _payload, done) => {
    if (!raw.complete && !raw.destroyed) {
      const isLast = !reply.raw.shouldKeepAlive;
      // Else Node closes the connection as soon as the answer is out.
      reply.raw.shouldKeepAlive = true;
      void reply.removeHeader('connection');
      reply.raw.once('finish', () => readOn(raw, isLast));
    }
    done();
  });
}

/** Reads on and drops what comes; at most for so long, and so much. @param isLast whether the connection is closed then in any case */
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
