import 'reflect-metadata';

import { AuditRow } from './src/audit/audit.entity.js';
import { OneTimeLink } from './src/auth/links/one-time-link.entity.js';
import { AccountInvite } from './src/auth/invites/account-invite.entity.js';
import { Identity, SignInCode, SignInFlow } from './src/auth/oidc/identity.entity.js';
import { KnownNetwork, Session } from './src/auth/sessions/session.entity.js';
import { RecoveryCode, TwoFactor } from './src/auth/two-factor/two-factor.entity.js';
import { Change, Chat, Participant } from './src/chats/chat.entity.js';
import { DemoPerson } from './src/demo/demo-people.js';
import { GroupAvatar, InviteLink, JoinRequest } from './src/groups/group.entity.js';
import { Reminder, ScheduledMessage, ScheduledUpload } from './src/scheduling/scheduling.entity.js';
import { UserAvatar } from './src/media/avatars/user-avatar.entity.js';
import { Media, MediaContent, MediaJob, MediaObject } from './src/media/media.entity.js';
import { ResumableUpload, StoredBytes, UploadCount } from './src/media/uploads/upload.entity.js';
import { Attachment, Message, MessageVersion } from './src/messages/message.entity.js';
import { SearchBlock } from './src/messages/search/search-block.entity.js';
import { HiddenMessage, Reaction, Report, Star, Vote } from './src/messages/responses.entity.js';
import { readConfig } from './src/platform/config/config.js';
import { KeptAnswer, Move, StoredEpoch } from './src/platform/database/database.entity.js';
import { Database, type DatabaseDefinition, databaseOptions } from './src/platform/database/database.js';
import { People1766000000000 } from './src/platform/database/migrations/1766000000000-people.js';
import { Chats1766100000000 } from './src/platform/database/migrations/1766100000000-chats.js';
import { Messages1766200000000 } from './src/platform/database/migrations/1766200000000-messages.js';
import { Media1766300000000 } from './src/platform/database/migrations/1766300000000-media.js';
import { Groups1766400000000 } from './src/platform/database/migrations/1766400000000-groups.js';
import { Scheduling1766500000000 } from './src/platform/database/migrations/1766500000000-scheduling.js';
import { Nodes1766600000000 } from './src/platform/database/migrations/1766600000000-nodes.js';
import { Search1766700000000 } from './src/platform/database/migrations/1766700000000-search.js';
import { JournalCleaning1766800000000 } from './src/platform/database/migrations/1766800000000-journal-cleaning.js';
import { PeopleSearch1766900000000 } from './src/platform/database/migrations/1766900000000-people-search.js';
import { MediaContents1767000000000 } from './src/platform/database/migrations/1767000000000-media-contents.js';
import { Avatars1767100000000 } from './src/platform/database/migrations/1767100000000-avatars.js';
import { UploadCounts1767200000000 } from './src/platform/database/migrations/1767200000000-upload-counts.js';
import { DirectUploads1767300000000 } from './src/platform/database/migrations/1767300000000-direct-uploads.js';
import { MediaQueue1767400000000 } from './src/platform/database/migrations/1767400000000-media-queue.js';
import { OperatorsAndAudit1768000000000 } from './src/platform/database/migrations/1768000000000-operators-and-audit.js';
import { ServerApi1768100000000 } from './src/platform/database/migrations/1768100000000-server-api.js';
import { Accounts1768200000000 } from './src/platform/database/migrations/1768200000000-accounts.js';
import { Invitations1768300000000 } from './src/platform/database/migrations/1768300000000-invitations.js';
import { Identities1768400000000 } from './src/platform/database/migrations/1768400000000-identities.js';
import { ApiKey } from './src/server-api/keys/api-key.entity.js';
import { CustomData1768500000000 } from './src/platform/database/migrations/1768500000000-custom-data.js';
import { ReportData1768600000000 } from './src/platform/database/migrations/1768600000000-report-data.js';
import { FindablePeople1768700000000 } from './src/platform/database/migrations/1768700000000-findable-people.js';
import { Block, User } from './src/users/user.entity.js';

/** All entities, and all migrations in their order. The server and the command line open the database with them. */
export const definition: DatabaseDefinition = {
  entities: [
    User,
    Block,
    Session,
    KnownNetwork,
    OneTimeLink,
    TwoFactor,
    RecoveryCode,
    AccountInvite,
    AuditRow,
    Identity,
    SignInFlow,
    SignInCode,
    ApiKey,
    DemoPerson,
    Chat,
    Change,
    Participant,
    Message,
    MessageVersion,
    SearchBlock,
    HiddenMessage,
    Reaction,
    Star,
    Report,
    Vote,
    MediaContent,
    MediaObject,
    Media,
    MediaJob,
    StoredBytes,
    UserAvatar,
    UploadCount,
    ResumableUpload,
    Attachment,
    GroupAvatar,
    InviteLink,
    JoinRequest,
    Reminder,
    ScheduledMessage,
    ScheduledUpload,
    Move,
    KeptAnswer,
    StoredEpoch,
  ],
  migrations: [
    People1766000000000,
    Chats1766100000000,
    Messages1766200000000,
    Media1766300000000,
    Groups1766400000000,
    Scheduling1766500000000,
    Nodes1766600000000,
    Search1766700000000,
    JournalCleaning1766800000000,
    PeopleSearch1766900000000,
    MediaContents1767000000000,
    Avatars1767100000000,
    UploadCounts1767200000000,
    DirectUploads1767300000000,
    MediaQueue1767400000000,
    OperatorsAndAudit1768000000000,
    ServerApi1768100000000,
    Accounts1768200000000,
    Invitations1768300000000,
    Identities1768400000000,
    CustomData1768500000000,
    ReportData1768600000000,
    FindablePeople1768700000000,
  ],
};

/** For the TypeORM command line (`npm run migration:show`). The environment is read and the database opened only by a command. */
export default new Database(databaseOptions(definition, () => readConfig(process.env)));
