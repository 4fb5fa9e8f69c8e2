import type { FastifyReply, FastifyRequest } from 'fastify';

/** Marks a route that reads multipart bodies itself, part by part (uploads). */
export const STREAMS_BODY = { streamsBody: true };
/** Marks a route that reads its body itself, whatever its type (pieces of uploads). */
export const STREAMS_RAW = { streamsRaw: true };
/** Marks a route whose answer takes as long as the client's network (downloads). */
export const STREAMS_ANSWER = { streamsAnswer: true };
/** Marks a route that may wait long for the storage of files, and limits itself how many of its calls do. */
export const WAITS_FOR_STORAGE = { waitsForStorage: true };

type RouteConfig = Partial<typeof STREAMS_BODY & typeof STREAMS_RAW & typeof STREAMS_ANSWER & typeof WAITS_FOR_STORAGE>;

export const streamsBody = ({ routeOptions }: FastifyRequest): boolean =>
  (routeOptions.config as RouteConfig).streamsBody === true;

export const streamsRaw = ({ routeOptions }: FastifyRequest): boolean =>
  (routeOptions.config as RouteConfig).streamsRaw === true;

/** Whether a call takes as long as the client's network (an upload or a download), or as the storage of files. */
export const isStreamed = (request: FastifyRequest): boolean =>
  isUpload(request) || isDownload(request) || waitsForStorage(request);

const waitsForStorage = ({ routeOptions }: FastifyRequest): boolean =>
  (routeOptions.config as RouteConfig).waitsForStorage === true;

export const isDownload = ({ routeOptions }: FastifyRequest): boolean =>
  (routeOptions.config as RouteConfig).streamsAnswer === true;

const isUpload = (request: FastifyRequest): boolean =>
  streamsRaw(request) || (streamsBody(request) && request.isMultipart());

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
