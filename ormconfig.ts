import 'reflect-metadata';

import { KnownNetwork } from './src/auth/known-network.entity.js';
import { Session } from './src/auth/sessions/session.entity.js';
import { Change } from './src/chats/timeline/change.entity.js';
import { Chat } from './src/chats/chat.entity.js';
import { Participant } from './src/chats/participants/participant.entity.js';
import { DemoPerson } from './src/demo/demo-person.entity.js';
import { GroupAvatar } from './src/groups/settings/group-avatar.entity.js';
import { InviteLink } from './src/groups/joining/invite-link.entity.js';
import { JoinRequest } from './src/groups/joining/join-request.entity.js';
import { Reminder } from './src/scheduling/reminders/reminder.entity.js';
import { ScheduledMessage } from './src/scheduling/messages/scheduled-message.entity.js';
import { ScheduledUpload } from './src/scheduling/messages/scheduled-upload.entity.js';
import { Media } from './src/media/media.entity.js';
import { Attachment } from './src/messages/send/attachment.entity.js';
import { HiddenMessage } from './src/messages/history/hidden-message.entity.js';
import { Message } from './src/messages/message.entity.js';
import { MessageVersion } from './src/messages/editing/message-version.entity.js';
import { Reaction } from './src/messages/reactions/reaction.entity.js';
import { Report } from './src/messages/reports/report.entity.js';
import { Star } from './src/messages/stars/star.entity.js';
import { Vote } from './src/messages/polls/vote.entity.js';
import { readConfig } from './src/platform/config/config.js';
import { Database, type DatabaseDefinition, databaseOptions } from './src/platform/database/database.js';
import { First1764000000000 } from './src/platform/database/migrations/1764000000000-first.js';
import { SeveralNodes1764100000000 } from './src/platform/database/migrations/1764100000000-several-nodes.js';
import { ChangingMessages1764200000000 } from './src/platform/database/migrations/1764200000000-changing-messages.js';
import { Reactions1764300000000 } from './src/platform/database/migrations/1764300000000-reactions.js';
import { Conversations1764400000000 } from './src/platform/database/migrations/1764400000000-conversations.js';
import { Votes1764500000000 } from './src/platform/database/migrations/1764500000000-votes.js';
import { Groups1764600000000 } from './src/platform/database/migrations/1764600000000-groups.js';
import { PrivateAndSafe1764700000000 } from './src/platform/database/migrations/1764700000000-private-and-safe.js';
import { Later1764800000000 } from './src/platform/database/migrations/1764800000000-later.js';
import { Disappearing1764810000000 } from './src/platform/database/migrations/1764810000000-disappearing.js';
import { Altered1764820000000 } from './src/platform/database/migrations/1764820000000-altered.js';
import { Threads1764900000000 } from './src/platform/database/migrations/1764900000000-threads.js';
import { EmailForms1765000000000 } from './src/platform/database/migrations/1765000000000-email-forms.js';
import { UploadDays1765040000000 } from './src/platform/database/migrations/1765040000000-upload-days.js';
import { SignIns1765130000000 } from './src/platform/database/migrations/1765130000000-sign-ins.js';
import { ThreadRights1765140000000 } from './src/platform/database/migrations/1765140000000-thread-rights.js';
import { Privacy1765150000000 } from './src/platform/database/migrations/1765150000000-privacy.js';
import { Block } from './src/users/block.entity.js';
import { User } from './src/users/user.entity.js';

/** Every table and every migration, in order: what the server and the command line open the database with. */
export const definition: DatabaseDefinition = {
  entities: [
    User,
    Block,
    Session,
    KnownNetwork,
    DemoPerson,
    Chat,
    Change,
    Participant,
    Message,
    MessageVersion,
    HiddenMessage,
    Reaction,
    Star,
    Report,
    Vote,
    Media,
    Attachment,
    GroupAvatar,
    InviteLink,
    JoinRequest,
    Reminder,
    ScheduledMessage,
    ScheduledUpload,
  ],
  migrations: [
    First1764000000000,
    SeveralNodes1764100000000,
    ChangingMessages1764200000000,
    Reactions1764300000000,
    Conversations1764400000000,
    Votes1764500000000,
    Groups1764600000000,
    PrivateAndSafe1764700000000,
    Later1764800000000,
    Disappearing1764810000000,
    Altered1764820000000,
    Threads1764900000000,
    EmailForms1765000000000,
    UploadDays1765040000000,
    SignIns1765130000000,
    ThreadRights1765140000000,
    Privacy1765150000000,
  ],
};

/** For the TypeORM command line (`npm run migration:show`). Nothing is read or opened until it asks. */
export default new Database(databaseOptions(definition, () => readConfig(process.env)));
