import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { AppError } from '../../platform/errors/app-error.js';
import { TUS_VERSION } from './tus.js';

/** Refuses requests without the version of the tus protocol, and names the version in every answer. */
export class SpeaksTus implements CanActivate {
  /** @throws AppError media.tus_version */
  canActivate(context: ExecutionContext): boolean {
    const http = context.switchToHttp();
    const { headers } = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    void reply.header('Tus-Resumable', TUS_VERSION);
    if (headers['tus-resumable'] === TUS_VERSION) return true;
    void reply.header('Tus-Version', TUS_VERSION);
    throw new AppError('media.tus_version');
  }
}
