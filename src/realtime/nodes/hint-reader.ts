import { type Audience, type NumberedEvent, type Push, SERVER_EVENTS } from '../../contract/events.js';
import type { News } from '../../platform/events/event-bus.js';
import { areIds, isCount, isId, isRecord } from '../../platform/text/json-shape.js';

/**
 * Reads what another node told of, and checks all that this node relies on: names of events, ids, numbers and audiences. The rest
 * of a payload only travels on to clients. A node of a newer version may tell of events that this one does not know: they are refused, too.
 * @throws Error when it is none of these
 */
export function readHint(text: string): News {
  const news: unknown = JSON.parse(text);
  if (isRecord(news) && isRecord(news.session) && isId(news.session.sessionId)) return news as News;
  if (isRecord(news) && isRecord(news.push) && isPush(news.push)) return { push: news.push as unknown as Push };
  throw new Error('not a hint');
}

function isPush(push: Record<string, unknown>): boolean {
  const { event, payload, to } = push;
  if (typeof event !== 'string' || !Object.hasOwn(SERVER_EVENTS, event)) return false;
  if (event === 'chat.created') return isNewChat(push);
  if (!isRecord(payload)) return false;
  if (Object.hasOwn(NUMBERED, event)) return isNumbered(payload) && NUMBERED[event as NumberedEvent](payload);
  return SERVER_EVENTS[event as keyof typeof SERVER_EVENTS].to !== 'the socket' && isAudience(to);
}

const isNewChat = ({ chatId, newcomers, rev }: Record<string, unknown>): boolean =>
  isId(chatId) && areIds(newcomers) && isCount(rev);

const isNumbered = ({ chatId, rev }: Record<string, unknown>): boolean => isId(chatId) && isCount(rev);

const isMessage = ({ id, seq, reply }: Record<string, unknown>): boolean =>
  isId(id) && isCount(seq) && (reply === null || (isRecord(reply) && isCount(reply.seq)));

const isReaction = ({ messageId, participantId, emoji }: Record<string, unknown>): boolean =>
  isId(messageId) && isId(participantId) && typeof emoji === 'string';

const isAboutSomebody = ({ participant }: Record<string, unknown>): boolean =>
  isRecord(participant) && isRecord(participant.user) && isId(participant.user.id);

const NUMBERED: Record<NumberedEvent, (payload: Record<string, unknown>) => boolean> = {
  'message.created': isMessage,
  'message.updated': isMessage,
  'message.deleted': isMessage,
  'reaction.added': isReaction,
  'reaction.removed': isReaction,
  'chat.updated': () => true,
  'participant.joined': isAboutSomebody,
  'participant.left': isAboutSomebody,
  'participant.updated': isAboutSomebody,
};

function isAudience(to: unknown): to is Audience {
  if (!isRecord(to)) return false;
  return isId(to.chat) || areIds(to.users) || isId(to.acquaintancesOf);
}
