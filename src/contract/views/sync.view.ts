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

/** What a client lacks in one chat, or the next hundred numbers of it. */
export class SyncStepView {
  /** Whole, and as it stands now also where more is to come. */
  chat!: ChatView;
  /** Sent in this step, oldest first. */
  messages!: MessageView[];
  /** Sent earlier, and changed in this step; as they stand now. */
  changed!: MessageView[];
  /** Who joined or changed in this step and is in the chat now, as they stand now. */
  participants!: ParticipantView[];
  /** Participant ids of those who changed in this step and are not in the chat now. */
  left!: string[];
  /** Ids of all messages the caller has starred, newest first, up to 1,000; null where `mine` is what it was. */
  starred!: string[] | null;
  /** Likewise, those the caller has deleted for themselves. */
  hidden!: HiddenMessageView[] | null;
  /** Likewise, what the caller chose in polls. */
  voted!: VoteView[] | null;
  /** Likewise, all messages of the caller's that wait for their time, the next first. */
  scheduled!: ScheduledMessageView[] | null;
  /** Likewise, of which messages the caller wants to be reminded, or was, the soonest first. */
  reminders!: ReminderMarkView[] | null;
  /** What the client holds once it has taken this step in, to ask with the next time. */
  @ApiProperty(STANDING)
  next!: Standing;
  /** Ask again with `next`. */
  more!: boolean;
}

/** Asked without chats: `epoch` and `digest`. Asked with chats: `epoch`, `chats`, `lost` and `reload`. */
@ApiExtraModels(SyncStepView)
export class SyncView {
  /** Another one than before means that all numbers held are void. */
  epoch!: string;
  /** Where the caller stands in each of their chats. */
  @ApiProperty({ type: 'object', additionalProperties: STANDING })
  digest?: Record<string, Standing>;
  /** Of the chats asked for, those that differ. */
  @ApiProperty({ type: 'object', additionalProperties: { $ref: getSchemaPath(SyncStepView) } })
  chats?: Record<string, SyncStepView>;
  /** Ids of those the caller is not in. */
  lost?: string[];
  /** Ids of those in which a number was held that the server never gave: forget them, and ask from zero. */
  reload?: string[];
}
