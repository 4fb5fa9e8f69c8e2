import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';

import { BodyGuard } from './body.guard.js';

/** Reads request bodies when the caller is known. */
@Module({ providers: [{ provide: APP_GUARD, useClass: BodyGuard }] })
export class BodyModule {}
