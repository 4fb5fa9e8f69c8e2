import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiSecurity } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';

/** Who makes a call: the user, and the session (signed-in device) they use. */
export interface Caller {
  userId: string;
  sessionId: string;
  /** Of the token that came along; each refresh gives a token of the next version. */
  tokenVersion: number;
}

export type CallerRequest = FastifyRequest & { user?: Caller };

/** The caller, as the guard found them. */
export const Me = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { user } = context.switchToHttp().getRequest<CallerRequest>();
  if (!user) throw new Error('@Me() on a public route');
  return user;
});

export const PUBLIC = 'parley:public';

/** A route that needs no token. The authorization matrix lists every one of them. */
export const Public = (): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(PUBLIC, true), ApiSecurity({}));

export const MEDIA_TOKEN = 'parley:media-token';

/** A route that also takes a media token, as `?t=`, for elements that cannot send headers. */
export const AcceptsMediaToken = (): MethodDecorator =>
  applyDecorators(SetMetadata(MEDIA_TOKEN, true), ApiSecurity('bearer'), ApiSecurity('mediaToken'));
