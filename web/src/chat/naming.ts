import { mentionsIn, type MessageView, type ParticipantView } from '@parley/client';

/** Participant ids of those whom a text names, of these people. */
export function namedIn(text: string, people: readonly ParticipantView[]): string[] {
  const named = mentionsIn(
    text,
    people.map(({ id, user }) => ({ id, name: user.name })),
  );
  return [...new Set(named.map(({ id }) => id))];
}

/**
 * Whom a message names once its text is another: those it named and those chosen since, as far as the new text still has their
 * names. Whose name is not at hand, in a large group or after they left, stays named.
 */
export function namedAfterEdit(
  text: string,
  { mentions }: Pick<MessageView, 'mentions'>,
  chosen: ReadonlySet<string>,
  people: readonly ParticipantView[],
): string[] {
  const unknown = mentions.filter((id) => !people.some((one) => one.id === id));
  const candidates = people.filter(({ id, user }) => mentions.includes(id) || chosen.has(user.id));
  return [...unknown, ...namedIn(text, candidates)];
}
