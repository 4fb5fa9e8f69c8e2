import type { Chat } from '@parley/client';

import { texts } from './texts.js';

/** The name of a participant; those of a large group may not be at hand. */
export function nameIn({ view }: Chat): (participantId: string) => string {
  return (participantId) => view.participants.find(({ id }) => id === participantId)?.user.name ?? texts.somebody;
}

/** Who else is typing, by first names; nobody: an empty text. */
export function typistsOf(chat: Chat): string {
  const others = chat.typists.filter(({ id }) => id !== chat.view.participantId);
  const names = others.map(({ user }) => user.name.split(' ')[0] ?? user.name);
  return new Intl.ListFormat(texts.locale, { style: 'narrow' }).format(names);
}
