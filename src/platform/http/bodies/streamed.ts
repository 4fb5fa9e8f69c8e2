import type { FastifyRequest } from 'fastify';

/** Marks a route that reads multipart bodies itself, part by part (uploads). */
export const STREAMS_BODY = { streamsBody: true };
/** Marks a route whose answer takes as long as the client's network (downloads). */
export const STREAMS_ANSWER = { streamsAnswer: true };

type RouteConfig = Partial<typeof STREAMS_BODY & typeof STREAMS_ANSWER>;

export const streamsBody = ({ routeOptions }: FastifyRequest): boolean =>
  (routeOptions.config as RouteConfig).streamsBody === true;

/** Whether a call takes as long as the client's network: an upload or a download. */
export const isStreamed = (request: FastifyRequest): boolean => isUpload(request) || isDownload(request);

export const isDownload = ({ routeOptions }: FastifyRequest): boolean =>
  (routeOptions.config as RouteConfig).streamsAnswer === true;

const isUpload = (request: FastifyRequest): boolean => streamsBody(request) && request.isMultipart();
