import { Global, Module } from '@nestjs/common';

import { Allowances } from './allowances.js';
import { Load } from './load.js';
import { LoadInterceptor } from './load.interceptor.js';
import { OpenRequests } from './open-requests.js';

/** Keeps a node answering when more calls come than it can carry out. */
@Global()
@Module({
  providers: [Allowances, Load, LoadInterceptor, OpenRequests],
  exports: [Allowances, Load, LoadInterceptor, OpenRequests],
})
export class LoadModule {}
