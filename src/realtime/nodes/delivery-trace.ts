import { Injectable } from '@nestjs/common';

import { ChatAccess } from '../../chats/access/chat-access.js';
import { Participants } from '../../chats/participants/participants.js';
import type { ParticipantView } from '../../contract/views/chat.view.js';
import type { MessageView } from '../../contract/views/message.view.js';
import type { RecipientState, RecipientView, TracedDeviceView, TraceView } from '../../contract/views/trace.view.js';
import { MessageReader } from '../../messages/history/message-reader.js';
import { AppError } from '../../platform/errors/app-error.js';
import { RecipientDevices } from './recipient-devices.js';

/** Tells the sender of a message how far it came with everybody else in the chat, as it stands right now. */
@Injectable()
export class DeliveryTrace {
  constructor(
    private readonly access: ChatAccess,
    private readonly messages: MessageReader,
    private readonly participants: Participants,
    private readonly devices: RecipientDevices,
  ) {}

  /** @throws AppError chat.not_found, message.not_found, message.not_yours */
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

/** Who connected later got it by catching up or not at all: a mark tells. */
function pushedTo(devices: TracedDeviceView[]): RecipientState {
  const states = devices.map(({ state }) => state);
  if (states.includes('pushed')) return 'pushed';
  return states.includes('behind') ? 'behind' : 'no_device';
}
