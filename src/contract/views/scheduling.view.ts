import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';

import {
  type AttachmentView,
  ContactView,
  LocationView,
  MediaView,
  type MessageKind,
  MessageView,
  PollView,
} from './message.view.js';
import { type CustomData, ShowsData } from '../rules/custom-data.js';
import type { ErrorCode } from '../errors.js';

/** Why a scheduled message was not sent. */
export class SendFailureView {
  /** The error code that a send would get. */
  @ApiProperty({ type: String })
  code!: ErrorCode;
  message!: string;
}

const ONE_ATTACHMENT = { oneOf: [LocationView, ContactView, PollView].map((one) => ({ $ref: getSchemaPath(one) })) };

/** A scheduled message. Only its author sees it. */
@ApiExtraModels(LocationView, ContactView, PollView)
export class ScheduledMessageView {
  /** The id that the message will have when it is sent. */
  id!: string;
  chatId!: string;
  sendAt!: string;
  @ApiProperty({ type: String })
  kind!: MessageKind;
  message!: string;
  media!: MediaView[];
  @ApiProperty({ type: 'array', items: ONE_ATTACHMENT })
  attachments!: AttachmentView[];
  /** The id of the message it replies to. */
  reply!: string | null;
  /** Ids of the participants it mentions. */
  mentions!: string[];
  /** It mentions everybody. */
  mentionsAll!: boolean;
  @ShowsData()
  data!: CustomData | null;
  createdAt!: string;
  /** Why the send was refused. The message then waits until it is changed or removed. Null: it will be sent. */
  failed!: SendFailureView | null;
}

/** A scheduled message that was sent or cancelled. */
export class UnscheduledView {
  chatId!: string;
  scheduledId!: string;
  /** True: it was sent and is now a message of the chat with the same id. False: it was cancelled. */
  sent!: boolean;
  mine!: number;
}

/** When the caller is reminded of a message. */
export class ReminderTimesView {
  dueAt!: string;
  /** When they were reminded; null before that. */
  remindedAt!: string | null;
}

/** A reminder with the id of its message. */
export class ReminderMarkView extends ReminderTimesView {
  messageId!: string;
}

/** A reminder that was set, moved or has come due. */
export class ReminderStateView extends ReminderMarkView {
  chatId!: string;
  mine!: number;
}

/** The reminder of a message was removed. */
export class UnremindedView {
  chatId!: string;
  messageId!: string;
  mine!: number;
}

/** A reminder with its message as it is now. */
export class ReminderView extends ReminderTimesView {
  message!: MessageView;
}
