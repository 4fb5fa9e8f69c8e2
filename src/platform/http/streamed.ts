import type { FastifyRequest } from 'fastify';

/** Marks a call that reads its multipart body itself, part by part (uploads). */
export const STREAMS_BODY = { streamsBody: true };
/** Marks a call whose answer takes as long as its network does (downloads). */
export const STREAMS_ANSWER = { streamsAnswer: true };

type RouteConfig = Partial<typeof STREAMS_BODY & typeof STREAMS_ANSWER>;

export const streamsBody = ({ routeOptions }: FastifyRequest): boolean =>
  (routeOptions.config as RouteConfig).streamsBody === true;

export const isStreamed = (request: FastifyRequest): boolean =>
  streamsBody(request) || (request.routeOptions.config as RouteConfig).streamsAnswer === true;
