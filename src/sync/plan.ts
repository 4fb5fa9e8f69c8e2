import type { RevRange } from '../chats/timeline/rev-range.js';
import type { Standing } from '../contract/dto/sync.dto.js';
import type { Place } from './standings.js';

/** So many numbers of one chat are covered by one answer, */
const OF_A_CHAT = 100;
/** and so many of all chats together, unless what was said is long. */
export const OF_ALL = 1_000;

/** What one chat gets in this answer; its stretch may be empty when only marks moved, or when others come first. */
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
 * Says for each chat asked for how far this answer brings it. What is held is answered with nothing.
 * @param ofAll so many numbers of all chats together
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

/** Numbers that were never given. The sum of people alone may shrink, when one of them leaves. */
function isBeyond([seq, rev, mine]: Standing, [lastSeq, lastRev, version]: Standing): boolean {
  return seq > lastSeq || rev > lastRev || mine > version || (rev === lastRev && seq !== lastSeq);
}

/** Held by somebody who left and came back since: what they may see is not what they might see then. */
function isFromBefore([, rev, mine]: Standing, { joinedRev, joinedVersion }: Place): boolean {
  return rev > 0 && rev < joinedRev && mine < joinedVersion;
}

function stepOf({ chatId, participantId, now }: Place, held: Standing, left: number): Step {
  const [seq, rev] = held;
  const upTo = Math.min(now[1], rev + Math.min(OF_A_CHAT, left));
  return { chatId, participantId, seq, rev, upTo, held, now };
}
