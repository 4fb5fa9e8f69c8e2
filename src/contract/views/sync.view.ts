import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';

import { ChatView, ParticipantView } from './chat.view.js';
import { ReminderMarkView, ScheduledMessageView } from './scheduling.view.js';
import { HiddenMessageView, MessageView, VoteView } from './message.view.js';
import type { Standing } from '../dto/sync.dto.js';

const STANDING = {
  type: 'array',
  items: { type: 'integer' },
  minItems: 4,
  maxItems: 4,
  description: '[seq, rev, mine, people]',
} as const;

/** What a client lacks in one chat: all of it, or the next 100 changes. */
export class SyncStepView {
  /** The whole chat as it is now, even if more steps follow. */
  chat!: ChatView;
  /** Messages sent in this step, oldest first. */
  messages!: MessageView[];
  /** Earlier messages that were changed in this step, as they are now. */
  changed!: MessageView[];
  /** Participants who joined or changed in this step and are in the chat now, as they are now. */
  participants!: ParticipantView[];
  /** Ids of participants who changed in this step and are not in the chat now. */
  left!: string[];
  /** Ids of all messages that the caller has starred, newest first, up to 1,000; null when `mine` has not changed. */
  starred!: string[] | null;
  /** All messages that the caller has deleted for themselves; null when `mine` has not changed. */
  hidden!: HiddenMessageView[] | null;
  /** All votes of the caller; null when `mine` has not changed. */
  voted!: VoteView[] | null;
  /** All scheduled messages of the caller, the next first; null when `mine` has not changed. */
  scheduled!: ScheduledMessageView[] | null;
  /** All reminders of the caller, the earliest first; null when `mine` has not changed. */
  reminders!: ReminderMarkView[] | null;
  /** What the client has after this step. The next call must send it. */
  @ApiProperty(STANDING)
  next!: Standing;
  /** True: there are more steps. Call again with `next`. */
  more!: boolean;
}

/** For a call without `chats`: `epoch` and `digest`. For a call with `chats`: `epoch`, `chats`, `lost` and `reload`. */
@ApiExtraModels(SyncStepView)
export class SyncView {
  /** When it differs from the one before, all numbers that the client has are void. */
  epoch!: string;
  /** The current numbers of each chat of the caller. */
  @ApiProperty({ type: 'object', additionalProperties: STANDING })
  digest?: Record<string, Standing>;
  /** The requested chats that differ. */
  @ApiProperty({ type: 'object', additionalProperties: { $ref: getSchemaPath(SyncStepView) } })
  chats?: Record<string, SyncStepView>;
  /** Ids of requested chats that the caller is not in. */
  lost?: string[];
  /** Ids of requested chats with a number that the server never gave. The client must drop them and call with zeros. */
  reload?: string[];
}
