import { Controller, Get, Injectable, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { ChatAccess } from '../../chats/access/chat-access.js';
import { Participants } from '../../chats/participants/participants.js';
import { ListParticipantsDto } from '../../contract/dto/chat.dto.js';
import { ListMeta, success } from '../../contract/envelope.js';
import type { ParticipantView } from '../../contract/views/chat.view.js';
import type { MessageView } from '../../contract/views/message.view.js';
import {
  type RecipientState,
  type RecipientView,
  type TracedDeviceView,
  TraceView,
} from '../../contract/views/reading.view.js';
import { MessageReader } from '../../messages/history/message-reader.js';
import { AppError } from '../../platform/errors/app-error.js';
import { type Caller, Me } from '../../platform/http/caller.js';
import { Answers } from '../../platform/http/docs/answers.js';
import { RecipientDevices } from './device-survey.js';

/** Shows the sender of a message how far it has come with each other participant: pushed, delivered or read. */
@Injectable()
export class DeliveryTrace {
  constructor(
    private readonly access: ChatAccess,
    private readonly messages: MessageReader,
    private readonly participants: Participants,
    private readonly devices: RecipientDevices,
  ) {}

  /**
   * A page of the recipients of a message, with their marks and connected devices.
   * @throws AppError chat.not_found, message.not_found, message.not_yours
   */
  async page(
    userId: string,
    { chatId, messageId }: { chatId: string; messageId: string },
    { page, limit }: { page: number; limit: number },
  ): Promise<{ data: TraceView; hasMore: boolean }> {
    const chat = await this.access.open(userId, chatId);
    const message = await this.messages.one(chat, messageId);
    if (message.participantId !== chat.participantId) throw new AppError('message.not_yours');
    const { data, hasMore } = await this.participants.page(userId, chat.chatId, { page, limit }, chat.participantId);
    const userIds = data.map(({ user }) => user.id);
    const devices = await this.devices.of(userId, chat.chatId, Date.parse(message.createdAt), userIds);
    const recipients = data.map((one) => recipientView(one, message, devices.get(one.user.id) ?? []));
    const { id, seq, rev, createdAt } = message;
    return { data: { message: { id, seq, rev, storedAt: createdAt }, recipients }, hasMore };
  }
}

function recipientView(
  { id, user, lastReadSeq, lastDeliveredSeq }: ParticipantView,
  { seq }: MessageView,
  devices: TracedDeviceView[],
): RecipientView {
  const state = lastReadSeq >= seq ? 'read' : lastDeliveredSeq >= seq ? 'delivered' : pushedTo(devices);
  return { participantId: id, user, state, lastReadSeq, lastDeliveredSeq, devices };
}

/** A device that connected later gets no push of the message. When it syncs, it moves the marks. */
function pushedTo(devices: TracedDeviceView[]): RecipientState {
  const states = devices.map(({ state }) => state);
  if (states.includes('pushed')) return 'pushed';
  return states.includes('behind') ? 'behind' : 'no_device';
}

@ApiTags('messages')
@Controller('api/chats/:chat/messages/:message/trace')
export class TraceController {
  constructor(private readonly traces: DeliveryTrace) {}

  /** How far an own message has come with each recipient: pushed to a device, delivered or read. */
  @Get()
  @Answers(TraceView, {
    errors: ['request.invalid', 'chat.not_found', 'message.not_found', 'message.not_yours'],
    meta: ListMeta,
  })
  async show(
    @Me() me: Caller,
    @Param('chat') chatId: string,
    @Param('message') messageId: string,
    @Query() { page = 1, limit = 20 }: ListParticipantsDto,
  ) {
    const { data, hasMore } = await this.traces.page(me.userId, { chatId, messageId }, { page, limit });
    return success(data, { page, perPage: limit, hasMore });
  }
}
