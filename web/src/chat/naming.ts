import { mentionsIn, type MessageView, type ParticipantView } from '@parley/client';

/** Ids of the participants, among these people, whom a text mentions. */
export function namedIn(text: string, people: readonly ParticipantView[]): string[] {
  const named = mentionsIn(
    text,
    people.map(({ id, user }) => ({ id, name: user.name })),
  );
  return [...new Set(named.map(({ id }) => id))];
}

/**
 * The participants whom a message mentions after an edit: those it mentioned before and those chosen since, if the new text still has
 * their names. A participant whose name the client does not know (in a large group, or after they left) stays mentioned.
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
