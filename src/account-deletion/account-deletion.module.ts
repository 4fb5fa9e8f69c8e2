import { Module } from '@nestjs/common';

import { AuthModule } from '../auth/auth.module.js';
import { GroupsModule } from '../groups/groups.module.js';
import { MediaModule } from '../media/media.module.js';
import { AccountController } from './account.controller.js';
import { AccountDeletion } from './account-deletion.js';
import { Erasure } from './erasure.js';

/** Ends accounts, by their owner: deactivates or deletes them. A feature that stores something about a person is erased here. */
@Module({
  imports: [AuthModule, GroupsModule, MediaModule],
  controllers: [AccountController],
  providers: [AccountDeletion, Erasure],
  exports: [AccountDeletion],
})
export class AccountDeletionModule {}
