import { isDeepStrictEqual } from 'node:util';

import type { ChatView } from '../../src/contract/views/chat.view.js';
import type { MessageView } from '../../src/contract/views/message.view.js';
import type { SenderView } from '../../src/contract/views/user.view.js';
import { remindersOf, waitingOf } from './later.js';
import type { Person } from './person.js';
import type { Plans } from '../../client/src/store/held-plans.js';
import type { Replica } from './replica.js';

interface Picture {
  chats: Record<string, ChatView>;
  messages: Record<string, MessageView[]>;
  plans: Record<string, Plans>;
}

type Found = [chat: ChatView, messages: MessageView[], plans: Plans];

/** Everything that a person can see of their chats, freshly fetched, without presence, which changes during the comparison. */
export async function truthOf(person: Person): Promise<Picture> {
  const chats = await person.chats('?threads=true');
  const reminders = await remindersOf(person);
  const look = async (chat: ChatView): Promise<Found> => [
    chat,
    await allOf(person, chat),
    { scheduled: await waitingOf(person, chat), reminders: reminders.get(chat.id) ?? [] },
  ];
  return pictureOf(await Promise.all(chats.map(look)));
}

/** The same data as a client holds it. */
export function heldBy(replica: Replica): Picture {
  return pictureOf(
    [...replica.chats.values()].map(({ chat, messages, planned }) => [chat, messages.all(), planned.all(messages)]),
  );
}

/** Waits until a connected client has received all pushes. */
export async function comesTo(replica: Replica, truth: unknown): Promise<void> {
  for (let end = Date.now() + 10_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 20))) {
    if (isDeepStrictEqual(heldBy(replica), truth)) break;
  }
  expect(heldBy(replica)).toEqual(truth);
}

async function allOf(person: Person, chat: ChatView): Promise<MessageView[]> {
  const found: MessageView[] = [];
  for (let after = 0; after < chat.lastSeq; after += 100) {
    found.push(...(await person.sees(chat, `?after=${after}&limit=100`)));
  }
  return found;
}

function pictureOf(all: Found[]): Picture {
  const byId = all.sort(([a], [b]) => (a.id < b.id ? -1 : 1));
  return {
    chats: Object.fromEntries(byId.map(([chat]) => [chat.id, chatOf(chat)])),
    messages: Object.fromEntries(
      byId.map(([chat, messages]) => [chat.id, messages.sort((a, b) => a.seq - b.seq).map((one) => said(one, chat))]),
    ),
    plans: Object.fromEntries(byId.map(([chat, , plans]) => [chat.id, plans])),
  };
}

function chatOf(chat: ChatView): ChatView {
  const { participants, lastMessage } = chat;
  return { ...chat, participants: participants.map(still), lastMessage: lastMessage && said(lastMessage, chat) };
}

/** Hides the names of people who left: when they change their name, the chat gets no push. See "Being exactly right" in docs/realtime.md. */
function said(message: MessageView, { participants }: ChatView): MessageView {
  const isHere = (id: string) => participants.some(({ user }) => user.id === id);
  const known = (sender: SenderView) => (isHere(sender.id) ? sender : { ...sender, name: 'somebody who left' });
  const { reply } = message;
  return { ...message, sender: known(message.sender), reply: reply && { ...reply, sender: known(reply.sender) } };
}

/** A participant without the time they were last seen. */
export const still = (participant: ChatView['participants'][number]) => ({
  ...participant,
  user: { ...participant.user, status: 'offline' as const, lastSeenAt: null },
});
