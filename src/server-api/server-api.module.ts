import { Module } from '@nestjs/common';

import { ChatsModule } from '../chats/chats.module.js';
import { GroupsModule } from '../groups/groups.module.js';
import { MessagesModule } from '../messages/messages.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { UsersModule } from '../users/users.module.js';
import { ServerAuditController } from './audit/audit.controller.js';
import { AppChats } from './chats/app-chats.js';
import { ServerChatsController } from './chats/chats.controller.js';
import { AppHistory } from './messages/app-history.js';
import { AppSends } from './messages/app-sends.js';
import { ServerMessagesController } from './messages/messages.controller.js';
import { AppUsers } from './users/app-users.js';
import { ServerUsersController } from './users/users.controller.js';

/** The API for the back end of an app, below `/api/server`. It calls the services that people's calls use; nothing else may import it. */
@Module({
  imports: [AuthModule, ChatsModule, GroupsModule, MessagesModule, UsersModule],
  controllers: [ServerUsersController, ServerChatsController, ServerMessagesController, ServerAuditController],
  providers: [AppChats, AppHistory, AppSends, AppUsers],
})
export class ServerApiModule {}
