import { IsOptional } from 'class-validator';

import { type CustomData, OptionalData } from '../rules/custom-data.js';
import { AreUserIds, OptionalCursor, OptionalId, OptionalWhole, OptionalYesNo } from '../rules/field-rules.js';
import { NullIsNoText } from '../rules/message-rules.js';
import { EmptyIfBlank, IsLine } from '../rules/text-rules.js';
import { IsText, IsTime, IsWhole, MAX_INT, NoneIfEmpty } from '../rules/validation.js';

export class CreateChatDto {
  /** User ids, without the caller. One person and no title make a direct chat. */
  @AreUserIds()
  participants!: string[];

  @NoneIfEmpty({ text: true })
  @IsOptional()
  @IsLine(1, 120)
  title?: string;

  /** Data of an app, up to 4,096 bytes of JSON. A direct chat that exists keeps what it has. */
  @OptionalData()
  data?: CustomData;

  /** An id chosen by the client, which makes a retry safe. */
  @OptionalId()
  id?: string;
}

export class AddParticipantsDto {
  /** User ids. People who are in the chat already stay as they are. */
  @AreUserIds()
  participants!: string[];
}

export class ExplainUnreadDto {
  @OptionalYesNo()
  explain?: boolean;
}

export class ListChatsDto {
  /** `true`: only archived chats. `false`: only others. Without it: both. */
  @OptionalYesNo()
  archived?: boolean;

  /** `true`: includes the threads that the caller follows. */
  @OptionalYesNo()
  threads?: boolean;

  @OptionalWhole(1, 1000)
  limit?: number;

  /** `meta.next` of the previous page. */
  @OptionalCursor()
  cursor?: string;
}

export class ListParticipantsDto {
  @OptionalWhole(1, MAX_INT)
  page?: number;

  @OptionalWhole(1, 100)
  limit?: number;
}

/** Seconds: limits of the lifetime of messages. */
export const SHORTEST_LIFETIME = 5;
const LONGEST_LIFETIME = 365 * 24 * 60 * 60;

export class MessageLifetimeDto {
  /** Seconds after which new messages are deleted for everybody. */
  @IsWhole(SHORTEST_LIFETIME, LONGEST_LIFETIME)
  seconds!: number;
}

export class MarkDto {
  /** Marks everything up to this `seq` as read or delivered. Marks only move forward. */
  @IsWhole(0, MAX_INT)
  seq!: number;
}

export class MuteDto {
  /** Absent: without end. */
  @NoneIfEmpty()
  @IsOptional()
  @IsTime()
  until?: string;
}

export class DraftDto {
  /** Empty and without `reply`: removes the draft. With `reply` it may be missing. */
  @NullIsNoText()
  @EmptyIfBlank()
  @IsText(0, 4000, { emptyBeside: ['reply'] })
  message?: string;

  /** The id of the message of the same chat that it replies to. */
  @OptionalId()
  reply?: string;

  /** The `draftVersion` that this device has. */
  @IsWhole(0, MAX_INT)
  version!: number;
}

export class DropDraftDto {
  /** The `draftVersion` that this device has. */
  @IsWhole(0, MAX_INT)
  version!: number;
}
