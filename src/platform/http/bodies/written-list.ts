import type { FastifyReply } from 'fastify';

const COMMA = Buffer.from(',');

/**
 * Answers like `success(data, meta)` with data whose JSON is written already. As bytes, thing by thing: a string of
 * 2 MB takes Node longer to send than they took to make, and what is written leaves the garbage collector alone.
 */
export function sendWritten(reply: FastifyReply, data: Buffer[], meta: object): Buffer {
  void reply.type('application/json; charset=utf-8');
  const listed = data.flatMap((thing, place) => (place === 0 ? [thing] : [COMMA, thing]));
  const end = Buffer.from(`],"meta":${JSON.stringify(meta)}}`);
  return Buffer.concat([Buffer.from('{"status":"success","data":['), ...listed, end]);
}
