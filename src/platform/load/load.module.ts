import { Global, Module } from '@nestjs/common';

import { Allowances } from './allowances.js';
import { Load } from './load.js';
import { LoadInterceptor } from './load.interceptor.js';
import { OpenRequests } from './open-requests.js';

/** Keeps the node serving when more is asked of it than it can do. */
@Global()
@Module({
  providers: [Allowances, Load, LoadInterceptor, OpenRequests],
  exports: [Allowances, Load, LoadInterceptor, OpenRequests],
})
export class LoadModule {}
