import type { ChatView, ParticipantView, SenderView, ServerEvents } from '../wire.js';
import { withParticipant, titleOf } from './rules.js';

/** Moves a person's marks forward, never back. */
export function mark(chat: ChatView, participantId: string, read: number, delivered: number): void {
  for (const participant of chat.participants.filter(({ id }) => id === participantId)) {
    participant.lastReadSeq = Math.max(participant.lastReadSeq, read);
    participant.lastDeliveredSeq = Math.max(participant.lastDeliveredSeq, delivered);
  }
}

/** The reader has read up to one number, and has seen the changes up to another. */
export function read(chat: ChatView, seq: number, rev = 0): void {
  Object.assign(chat, { markedUnread: false, lastReadRev: Math.max(chat.lastReadRev, rev) });
  mark(chat, chat.participantId, seq, seq);
}

/** Adds a participant, or replaces one that changed. */
export function addParticipant(chat: ChatView, participant: ParticipantView): void {
  gather(chat, withParticipant(chat, participant));
}

export function removeParticipant(chat: ChatView, { id }: ParticipantView): void {
  gather(
    chat,
    chat.participants.filter((one) => one.id !== id),
  );
}

export function update(chat: ChatView, facts: ServerEvents['chat.updated']): void {
  const { title, avatar, description, messageLifetime, historyHidden, data } = facts;
  // A node of an earlier version does not send `data`.
  Object.assign(chat, { description, messageLifetime, historyHidden, ...('data' in facts && { data }) });
  if (chat.type !== 'direct') Object.assign(chat, { title: title ?? titleOf(chat), avatar });
}

export function rename(chat: ChatView, { id, name, avatar }: SenderView): void {
  const before = titleOf(chat);
  for (const { user } of chat.participants) if (user.id === id) Object.assign(user, { name, avatar });
  const last = chat.lastMessage;
  if (last?.sender.id === id) last.sender = { id, name, avatar };
  if (last?.reply?.sender.id === id) last.reply.sender = { id, name, avatar };
  retitle(chat, before);
  if (chat.type === 'direct') chat.avatar = chat.participants[1]?.user.avatar ?? null;
}

function gather(chat: ChatView, participants: ParticipantView[]): void {
  const before = titleOf(chat);
  Object.assign(chat, { participants });
  retitle(chat, before);
}

/** Computes again a title that is made of names. */
function retitle(chat: ChatView, before: string): void {
  if (chat.title === before) Object.assign(chat, { title: titleOf(chat) });
}
