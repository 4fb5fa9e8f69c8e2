import { isDeepStrictEqual } from 'node:util';

import type { ChatView } from '../../src/contract/views/chat.view.js';
import type { MessageView } from '../../src/contract/views/message.view.js';
import type { SenderView } from '../../src/contract/views/user.view.js';
import { remindersOf, scheduledBy } from './scheduling.js';
import type { Person } from './person.js';
import type { Plans } from '../../client/src/store/held-plans.js';
import type { Replica } from './replica.js';

interface State {
  chats: Record<string, ChatView>;
  messages: Record<string, MessageView[]>;
  plans: Record<string, Plans>;
}

type ChatState = [chat: ChatView, messages: MessageView[], plans: Plans];

/** Everything that a person can see of their chats, freshly fetched, without presence, which changes during the comparison. */
export async function serverState(person: Person): Promise<State> {
  const chats = await person.chats('?threads=true');
  const reminders = await remindersOf(person);
  const stateOfChat = async (chat: ChatView): Promise<ChatState> => [
    chat,
    await allMessages(person, chat),
    { scheduled: await scheduledBy(person, chat), reminders: reminders.get(chat.id) ?? [] },
  ];
  return stateFrom(await Promise.all(chats.map(stateOfChat)));
}

/** The same data as a client holds it. */
export function clientState(replica: Replica): State {
  return stateFrom(
    [...replica.chats.values()].map(({ chat, messages, planned }) => [chat, messages.all(), planned.all(messages)]),
  );
}

/** Waits until a connected client has received all pushes. */
export async function expectState(replica: Replica, expected: unknown): Promise<void> {
  for (let end = Date.now() + 10_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 20))) {
    if (isDeepStrictEqual(clientState(replica), expected)) break;
  }
  expect(clientState(replica)).toEqual(expected);
}

async function allMessages(person: Person, chat: ChatView): Promise<MessageView[]> {
  const found: MessageView[] = [];
  for (let after = 0; after < chat.lastSeq; after += 100) {
    found.push(...(await person.sees(chat, `?after=${after}&limit=100`)));
  }
  return found;
}

function stateFrom(all: ChatState[]): State {
  const byId = all.sort(([a], [b]) => (a.id < b.id ? -1 : 1));
  return {
    chats: Object.fromEntries(byId.map(([chat]) => [chat.id, comparableChat(chat)])),
    messages: Object.fromEntries(
      byId.map(([chat, messages]) => [
        chat.id,
        messages.sort((a, b) => a.seq - b.seq).map((one) => comparableMessage(one, chat)),
      ]),
    ),
    plans: Object.fromEntries(byId.map(([chat, , plans]) => [chat.id, plans])),
  };
}

function comparableChat(chat: ChatView): ChatView {
  const { participants, lastMessage } = chat;
  return {
    ...chat,
    participants: participants.map(withoutPresence),
    lastMessage: lastMessage && comparableMessage(lastMessage, chat),
  };
}

/** Hides the names of people who left: when they change their name, the chat gets no push. See "Being exactly right" in docs/realtime.md. */
function comparableMessage(message: MessageView, { participants }: ChatView): MessageView {
  const isHere = (id: string) => participants.some(({ user }) => user.id === id);
  const known = (sender: SenderView) => (isHere(sender.id) ? sender : { ...sender, name: 'somebody who left' });
  const { reply } = message;
  return { ...message, sender: known(message.sender), reply: reply && { ...reply, sender: known(reply.sender) } };
}

/** A participant without the time they were last seen. */
export const withoutPresence = (participant: ChatView['participants'][number]) => ({
  ...participant,
  user: { ...participant.user, status: 'offline' as const, lastSeenAt: null },
});
