import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { ChatList } from '../chats/list/chat-list.js';
import { type Changed, Changes } from '../chats/timeline/changes.js';
import type { RevRange } from '../chats/timeline/timeline.sql.js';
import type { Standing } from '../contract/dto/sync.dto.js';
import type { ChatView, ParticipantView } from '../contract/views/chat.view.js';
import type { SyncStepView } from '../contract/views/sync.view.js';
import { MissedMessages, type MissedMessagesView } from '../messages/history/missed-messages.js';
import { type Planned, PlannedMessages } from '../scheduling/planned-messages.js';
import type { Place } from './standings.js';

/** Maximum number of revs of one chat in an answer. */
const OF_A_CHAT = 100;
/** Maximum number of revs of all chats together in an answer. It is smaller if the messages are long. */
export const OF_ALL = 1_000;

/** The step of one chat in this answer. Its range may be empty when only marks moved, or when other chats come first. */
export interface Step extends RevRange {
  held: Standing;
  now: Standing;
}

export interface Plan {
  steps: Step[];
  lost: string[];
  reload: string[];
}

/**
 * Decides for each chat which changes this answer includes. A chat that is up to date gets no step.
 * @param ofAll maximum number of revs of all chats together
 */
export function planAnswer(asked: Record<string, Standing>, places: Place[], ofAll: number): Plan {
  const plan: Plan = { steps: [], lost: [], reload: [] };
  const byChat = new Map(places.map((place) => [place.chatId, place]));
  let left = ofAll;
  for (const [chatId, held] of Object.entries(asked)) {
    const place = byChat.get(chatId);
    if (!place) plan.lost.push(chatId);
    else if (isBeyond(held, place.now) || isFromBefore(held, place)) plan.reload.push(chatId);
    else if (held.some((number, index) => number !== place.now[index])) {
      const step = stepOf(place, held, left);
      left -= step.upTo - step.rev;
      plan.steps.push(step);
    }
  }
  return plan;
}

/** Whether the client sent numbers that the server never gave. The sum of people is not checked, because it decreases when somebody leaves. */
function isBeyond([seq, rev, mine]: Standing, [lastSeq, lastRev, version]: Standing): boolean {
  return seq > lastSeq || rev > lastRev || mine > version || (rev === lastRev && seq !== lastSeq);
}

/** Whether the person left and rejoined since: they may see another part of the chat now. */
function isFromBefore([, rev, mine]: Standing, { joinedRev, joinedVersion }: Place): boolean {
  return rev > 0 && rev < joinedRev && mine < joinedVersion;
}

function stepOf({ chatId, participantId, now }: Place, held: Standing, left: number): Step {
  const [seq, rev] = held;
  const upTo = Math.min(now[1], rev + Math.min(OF_A_CHAT, left));
  return { chatId, participantId, seq, rev, upTo, held, now };
}

/** Everything that was read for the step of one chat. */
interface Found extends MissedMessagesView {
  chat: ChatView;
  people: Changed[];
  /** Missing if it cannot have changed. */
  planned: Planned | undefined;
}

type PersonChanged = Changed & { participant: ParticipantView };

/**
 * The view of a step. The numbers of sends and changes have no gaps. If some are missing, the `seq` and `rev` of the client are not of the same
 * moment.
 * @returns null in that case: the client has to load the chat again
 */
function stepView({ seq, rev, upTo, now }: Step, found: Found): SyncStepView | null {
  if (numbersOf(found) !== upTo - rev) return null;
  const { chat, sent, people, starred, hidden, voted } = found;
  const fresh = new Set(sent.map(({ id }) => id));
  const changed = [...new Map(people.filter(isPerson).map((change) => [change.participant.id, change])).values()];
  return {
    chat,
    messages: sent,
    changed: found.changed.map(({ message }) => message).filter(({ id }) => !fresh.has(id)),
    participants: changed.filter(({ gone }) => !gone).map(({ participant }) => participant),
    left: changed.filter(({ gone }) => gone).map(({ participant }) => participant.id),
    starred,
    hidden,
    voted,
    scheduled: found.planned?.scheduled ?? null,
    reminders: found.planned?.reminders ?? null,
    next: [seq + sent.length, upTo, now[2], now[3]],
    more: upTo < now[1],
  };
}

const isPerson = (change: Changed): change is PersonChanged => change.participant !== null;

function numbersOf({ sent, changed, people }: Found): number {
  return changed.reduce((sum, { times }) => sum + times, sent.length + people.length);
}

/** Reads the content of the steps of all chats, in a few queries however many chats there are. */
@Injectable()
export class CatchUp {
  constructor(
    private readonly chats: ChatList,
    private readonly messages: MissedMessages,
    private readonly people: Changes,
    private readonly planned: PlannedMessages,
  ) {}

  /** @returns for each chat its step; null if the `seq` and `rev` of the client are not of the same moment */
  async read(userId: string, steps: Step[], on: EntityManager): Promise<[chatId: string, SyncStepView | null][]> {
    const ids = steps.map(({ chatId }) => chatId);
    const chats = new Map((await this.chats.some(userId, ids, on)).map((chat) => [chat.id, chat]));
    const moved = steps.filter(({ held, now }) => held[2] !== now[2]);
    const messages = await this.messages.of(steps, moved, on);
    const people = await this.people.within(steps, userId, on);
    const planned = await this.planned.of(moved, on);
    return steps.map((step) => {
      const { chatId } = step;
      const [chat, missed] = [chats.get(chatId), messages.get(chatId)];
      const ofChat = people.filter((change) => change.chatId === chatId);
      return [
        chatId,
        chat && missed ? stepView(step, { ...missed, chat, people: ofChat, planned: planned.get(chatId) }) : null,
      ];
    });
  }
}
