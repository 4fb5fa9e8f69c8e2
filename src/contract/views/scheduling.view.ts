import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';

import { type AttachmentView, ContactView, LocationView, PollView } from './attachment.view.js';
import type { ErrorCode } from '../errors.js';
import { MediaView } from './media.view.js';
import { type MessageKind, MessageView } from './message.view.js';

/** Why a message was not sent when its time came. */
export class SendFailureView {
  /** Of the table of errors, as a send is refused with. */
  @ApiProperty({ type: String })
  code!: ErrorCode;
  message!: string;
}

const ONE_ATTACHMENT = { oneOf: [LocationView, ContactView, PollView].map((one) => ({ $ref: getSchemaPath(one) })) };

/** A message that waits for its time; only who wrote it knows of it. */
@ApiExtraModels(LocationView, ContactView, PollView)
export class ScheduledMessageView {
  /** The message's id, once it is sent. */
  id!: string;
  chatId!: string;
  sendAt!: string;
  @ApiProperty({ type: String })
  kind!: MessageKind;
  message!: string;
  media!: MediaView[];
  @ApiProperty({ type: 'array', items: ONE_ATTACHMENT })
  attachments!: AttachmentView[];
  /** The message it answers. */
  reply!: string | null;
  /** Participant ids of those it names. */
  mentions!: string[];
  /** It names everybody. */
  mentionsAll!: boolean;
  createdAt!: string;
  /** It was refused when its time came, and waits to be changed or removed; null: it will be sent. */
  failed!: SendFailureView | null;
}

/** A message that waits no longer. */
export class UnscheduledView {
  chatId!: string;
  scheduledId!: string;
  /** It is a message of the chat now, of the same id; else it was cancelled. */
  sent!: boolean;
  mine!: number;
}

/** When the caller wants to be reminded of a message. */
export class ReminderTimesView {
  dueAt!: string;
  /** When they were; null while it is to come. */
  remindedAt!: string | null;
}

/** Of which message. */
export class ReminderMarkView extends ReminderTimesView {
  messageId!: string;
}

/** A reminder that was set, moved or has come due. */
export class ReminderStateView extends ReminderMarkView {
  chatId!: string;
  mine!: number;
}

/** There is no reminder of this message. */
export class UnremindedView {
  chatId!: string;
  messageId!: string;
  mine!: number;
}

/** A reminder with its message as it stands. */
export class ReminderView extends ReminderTimesView {
  message!: MessageView;
}
