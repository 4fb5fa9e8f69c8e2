import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';

import type { Config } from '../platform/config/config.js';
import { Faults } from './faults.js';
import { FaultsController } from './faults.controller.js';
import { FaultyCalls } from './faulty-calls.js';

/**
 * Makes calls fail on purpose, for tests of clients. In production the module is empty. The faults of sockets are in `realtime/faults`.
 */
@Module({})
export class FaultInjectionModule {
  static of({ production }: Config): DynamicModule {
    if (production) return { module: FaultInjectionModule };
    return {
      module: FaultInjectionModule,
      global: true, // realtime cannot import a module that is built from the settings
      controllers: [FaultsController],
      providers: [Faults, { provide: APP_GUARD, useClass: FaultyCalls }],
      exports: [Faults],
    };
  }
}
