import type { FastifyRequest } from 'fastify';

/** Marks a call that reads its body itself, part by part, where that is multipart (uploads). */
export const STREAMS_BODY = { streamsBody: true };
/** Marks a call whose answer takes as long as its network does (downloads). */
export const STREAMS_ANSWER = { streamsAnswer: true };

type RouteConfig = Partial<typeof STREAMS_BODY & typeof STREAMS_ANSWER>;

export const streamsBody = ({ routeOptions }: FastifyRequest): boolean =>
  (routeOptions.config as RouteConfig).streamsBody === true;

/** Whether this call takes as long as its network does. */
export const isStreamed = (request: FastifyRequest): boolean => isUpload(request) || isDownload(request);

export const isDownload = ({ routeOptions }: FastifyRequest): boolean =>
  (routeOptions.config as RouteConfig).streamsAnswer === true;

const isUpload = (request: FastifyRequest): boolean => streamsBody(request) && request.isMultipart();
