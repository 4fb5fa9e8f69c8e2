import { messagesOf } from './cast.mjs';

/** Everything that a person can see of their chats, freshly fetched. */
export async function truthOf(person) {
  const chats = await person.does('GET', 'chats');
  const pictures = [];
  for (const chat of chats) pictures.push(pictureOf(chat, await messagesOf(person, chat.id)));
  return inOrder(pictures);
}

/** The same data as a client holds it. */
export function heldBy(replica) {
  return inOrder([...replica.chats.values()].map(({ chat, messages }) => pictureOf(chat, messages.all())));
}

const inOrder = (pictures) => pictures.sort((a, b) => (a.chat.id < b.chat.id ? -1 : 1));

/** Removes presence, which changes during the comparison. */
function pictureOf(chat, messages) {
  const participants = chat.participants.map((one) => ({
    ...one,
    user: { ...one.user, status: null, lastSeenAt: null },
  }));
  return { chat: { ...chat, participants }, messages: messages.sort((a, b) => a.seq - b.seq) };
}
