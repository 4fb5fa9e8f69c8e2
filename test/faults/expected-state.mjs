import { messagesOf } from './people.mjs';

/** Everything that a person can see of their chats, freshly fetched. */
export async function serverState(person) {
  const chats = await person.does('GET', 'chats');
  const states = [];
  for (const chat of chats) states.push(stateOf(chat, await messagesOf(person, chat.id)));
  return inOrder(states);
}

/** The same data as a client holds it. */
export function clientState(replica) {
  return inOrder([...replica.chats.values()].map(({ chat, messages }) => stateOf(chat, messages.all())));
}

const inOrder = (states) => states.sort((a, b) => (a.chat.id < b.chat.id ? -1 : 1));

/** Removes presence, which changes during the comparison. */
function stateOf(chat, messages) {
  const participants = chat.participants.map((one) => ({
    ...one,
    user: { ...one.user, status: null, lastSeenAt: null },
  }));
  return { chat: { ...chat, participants }, messages: messages.sort((a, b) => a.seq - b.seq) };
}
