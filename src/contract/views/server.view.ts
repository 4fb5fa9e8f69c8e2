import { ShowsData, type StoredData } from '../rules/custom-data.js';
import { ApiProperty } from '@nestjs/swagger';

import { ErrorView } from '../envelope.js';
import type { ChatType, ParticipantRole } from './chat.view.js';
import { MessageView } from './message.view.js';
import { type Plan, SenderView } from './user.view.js';

/** What an API key may do. */
export const SCOPES = [
  'users:read',
  'users:write',
  'tokens:write',
  'chats:read',
  'chats:write',
  'messages:read',
  'messages:write',
  'keys:write',
  'audit:read',
] as const;
export type Scope = (typeof SCOPES)[number];

/** An API key, without its secret. */
export class ApiKeyView {
  /** The part of the key between `pk_` and the last underscore. */
  @ApiProperty({ pattern: '^[0-9A-Za-z]{12}$' })
  id!: string;
  name!: string;
  @ApiProperty({ enum: SCOPES, isArray: true })
  scopes!: Scope[];
  createdAt!: string;
  /** Null: it does not expire. */
  expiresAt!: string | null;
  /** Null while it is accepted. */
  revokedAt!: string | null;
  /** When its newest secret was last used, to the minute; null: never. */
  usedAt!: string | null;
  /** Until when the secret before the last rotation is accepted too; null: there is none. */
  previousUntil!: string | null;
}

/** A new key, or one with a new secret. `key` is shown only here. */
export class NewApiKeyView extends ApiKeyView {
  @ApiProperty({ pattern: '^pk_[0-9A-Za-z]{12}_[0-9A-Za-z_-]{43}$' })
  key!: string;
}

/** A person as the back end of the app sees them. */
export class AppUserView extends SenderView {
  /** The id that the app chose. */
  externalId!: string;
  email!: string | null;
  plan!: Plan;
  @ShowsData()
  data!: StoredData | null;
  /** Null while the person can sign in. */
  deactivatedAt!: string | null;
  createdAt!: string;
}

/** A participant as the back end of the app sees them. */
export class AppParticipantView {
  /** The participant id, which messages and marks name. */
  id!: string;
  role!: ParticipantRole;
  user!: SenderView;
  /** Null for a person who did not come from the app. */
  externalId!: string | null;
}

/** A chat as the back end of the app sees it. */
export class AppChatView {
  id!: string;
  @ApiProperty({ enum: ['direct', 'group', 'thread'] })
  type!: ChatType;
  /** Null for a direct chat, and for a group without a title. */
  title!: string | null;
  @ShowsData()
  data!: StoredData | null;
  participantCount!: number;
  /** The first 100, in the order in which they joined. */
  participants!: AppParticipantView[];
  lastSeq!: number;
  lastRev!: number;
  createdAt!: string;
  /** When the last message was sent. */
  updatedAt!: string;
}

/** The answer to one user of a batch. */
export class UserOutcomeView {
  status!: 'success' | 'error';
  /** Null if it was refused. */
  data!: AppUserView | null;
  /** Null if it was carried out. */
  error!: ErrorView | null;
}

/** The answer to one participant of a batch. */
export class ParticipantOutcomeView {
  status!: 'success' | 'error';
  /** Null if it was refused. */
  data!: AppParticipantView | null;
  /** Null if it was carried out. */
  error!: ErrorView | null;
}

/** The answer to one message of a batch. */
export class MessageOutcomeView {
  status!: 'success' | 'error';
  /** Null if it was refused. */
  data!: MessageView | null;
  /** Null if it was sent, now or before. */
  error!: ErrorView | null;
}
