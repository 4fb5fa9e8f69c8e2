import type { MessageView } from '@parley/client';

import { texts } from './texts.js';

type Said = Pick<MessageView, 'kind' | 'message' | 'media' | 'deletedAt' | 'sender'> &
  Partial<Pick<MessageView, 'system' | 'attachments'>>;

/** A message in one line: for lists, for replies and for screen readers. @param names of participants, by their ids */
export function wordsOf(said: Said, names: (participantId: string) => string = () => texts.somebody): string {
  if (said.deletedAt) return texts.chat.deleted;
  // A system message of the app has a text of its own.
  if (said.system && !said.message) return systemWords(said, names);
  if (said.kind === 'poll') return [texts.kinds.poll, said.message].filter(Boolean).join(': ');
  if (said.message) return said.message;
  const kind = said.media[0]?.kind ?? said.attachments?.[0]?.kind;
  return kind ? texts.kinds[kind] : texts.chat.attachment;
}

function systemWords({ system, sender }: Said, names: (participantId: string) => string): string {
  const { event = '', participantIds = [], value = null } = system ?? {};
  const named = participantIds.slice(0, 3).map(names);
  const all = event === 'people.added' && value !== null ? Number(value) : participantIds.length;
  const more = all > named.length ? [texts.others(all - named.length)] : [];
  const whom = new Intl.ListFormat(texts.locale).format([...named, ...more]);
  const words = texts.system[event] ?? texts.systemUnknown;
  return words(sender.name, whom, value ?? '');
}
