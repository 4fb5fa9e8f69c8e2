import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiSecurity } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';

/** The user who makes a call, and the session (signed-in device) they use. */
export interface Caller {
  userId: string;
  sessionId: string;
  /** The version of the token. Each refresh issues a token with the next version. */
  tokenVersion: number;
}

export type CallerRequest = FastifyRequest & { user?: Caller };

/** A parameter decorator: the caller that the guard has authenticated. */
export const Me = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { user } = context.switchToHttp().getRequest<CallerRequest>();
  if (!user) throw new Error('@Me() on a public route');
  return user;
});

export const PUBLIC = 'parley:public';

/** Marks a route that needs no token. The authorization matrix of the tests lists every one of them. */
export const Public = (): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(PUBLIC, true), ApiSecurity({}));

export const MEDIA_TOKEN = 'parley:media-token';

/** Marks a route that also accepts a media token, as `?t=`, for HTML elements that cannot send headers. */
export const AcceptsMediaToken = (): MethodDecorator =>
  applyDecorators(SetMetadata(MEDIA_TOKEN, true), ApiSecurity('bearer'), ApiSecurity('mediaToken'));
