import type { RevRange } from '../chats/timeline/rev-range.js';
import type { Standing } from '../contract/dto/sync.dto.js';
import type { Place } from './standings.js';

/** One answer covers so many numbers of one chat. */
const OF_A_CHAT = 100;
/** One answer covers so many numbers of all chats together; fewer if the messages are long. */
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
 * Decides for each chat how far this answer brings it. A chat that is up to date gets no step.
 * @param ofAll how many numbers of all chats together the answer covers
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

/** Whether the client claims numbers that were never given. Only the sum of people may shrink, when somebody leaves. */
function isBeyond([seq, rev, mine]: Standing, [lastSeq, lastRev, version]: Standing): boolean {
  return seq > lastSeq || rev > lastRev || mine > version || (rev === lastRev && seq !== lastSeq);
}

/** Whether the person left and came back since: they may see another part of the chat now. */
function isFromBefore([, rev, mine]: Standing, { joinedRev, joinedVersion }: Place): boolean {
  return rev > 0 && rev < joinedRev && mine < joinedVersion;
}

function stepOf({ chatId, participantId, now }: Place, held: Standing, left: number): Step {
  const [seq, rev] = held;
  const upTo = Math.min(now[1], rev + Math.min(OF_A_CHAT, left));
  return { chatId, participantId, seq, rev, upTo, held, now };
}
