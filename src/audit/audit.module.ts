import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import { AuditLog } from './audit-log.js';
import { AuditRow } from './audit.entity.js';

/** The audit log: every act of an operator or an API key. What a row holds may be extended here, but rows that exist must keep their hash. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([AuditRow])],
  providers: [AuditLog],
  exports: [AuditLog],
})
export class AuditModule {}
