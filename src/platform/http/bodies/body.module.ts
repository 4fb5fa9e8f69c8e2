import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';

import { BodyGuard } from './body.guard.js';

/** Reads request bodies, once it is known who sends them. */
@Module({ providers: [{ provide: APP_GUARD, useClass: BodyGuard }] })
export class BodyModule {}
