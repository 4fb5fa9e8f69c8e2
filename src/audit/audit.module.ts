import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import { AuditController } from './audit.controller.js';
import { AuditLog } from './audit-log.js';
import { AuditReader } from './audit-reader.js';
import { AuditRow } from './audit.entity.js';

/** The audit log: every act of an operator or an API key. What a row holds may be extended here, but rows that exist must keep their hash. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([AuditRow])],
  controllers: [AuditController],
  providers: [AuditLog, AuditReader],
  exports: [AuditLog, AuditReader],
})
export class AuditModule {}
