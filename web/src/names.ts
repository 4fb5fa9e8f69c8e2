import type { Chat } from '@parley/client';

import { texts } from './texts.js';

/** The name of a participant. The client may not know all participants of a large group. */
export function nameIn({ view }: Chat): (participantId: string) => string {
  return (participantId) => view.participants.find(({ id }) => id === participantId)?.user.name ?? texts.somebody;
}

/** First names of the others who are typing; an empty text if there are none. */
export function typistsOf(chat: Chat): string {
  const others = chat.typists.filter(({ id }) => id !== chat.view.participantId);
  const names = others.map(({ user }) => user.name.split(' ')[0] ?? user.name);
  return new Intl.ListFormat(texts.locale, { style: 'narrow' }).format(names);
}
