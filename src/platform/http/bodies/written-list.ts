import type { FastifyReply } from 'fastify';

const COMMA = Buffer.from(',');

/**
 * Builds the answer of `success(data, meta)` from entries that are already serialized as JSON. It uses bytes, because Node needs more time
 * to send a string of 2 MB than to build it, and because Buffers are outside the heap of the garbage collector.
 */
export function sendWritten(reply: FastifyReply, data: Buffer[], meta: object): Buffer {
  void reply.type('application/json; charset=utf-8');
  const listed = data.flatMap((thing, place) => (place === 0 ? [thing] : [COMMA, thing]));
  const end = Buffer.from(`],"meta":${JSON.stringify(meta)}}`);
  return Buffer.concat([Buffer.from('{"status":"success","data":['), ...listed, end]);
}
