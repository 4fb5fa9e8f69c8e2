import { messagesOf } from './people.mjs';

const TRIES = 20;
/** The number of contradictions that are printed; the rest are counted. */
const SHOWN = 10;

/**
 * Reads everything through the public API and counts violations of the promises.
 * @returns a count for each kind of violation; all must be zero
 */
export async function check({ chats, ledger, marks }) {
  const stored = new Map();
  const wrong = [];
  for (const chat of chats) {
    const { messages, views } = await atRest(chat);
    stored.set(chat.id, messages);
    for (const [index, view] of views.entries()) {
      const person = chat.people[index];
      wrong.push(...contradictions(view, person, messages, marks.get(`${person.id} ${chat.id}`) ?? 0));
    }
  }
  for (const sentence of wrong.slice(0, SHOWN)) console.log(sentence);
  return {
    ...ledger.compare(stored),
    'wrong counters and marks': wrong.length,
    'contradictory answers, or `internal`': ledger.oddities.length,
  };
}

/**
 * A chat as each of its people sees it, and its messages. A send that its client gave up may still arrive, so this reads until nothing
 * changes.
 */
async function atRest({ id, people }) {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const before = await viewsOf(id, people);
    const messages = await messagesOf(people[0], id);
    const views = await viewsOf(id, people);
    if (JSON.stringify(before) === JSON.stringify(views)) return { messages, views };
  }
  throw new Error(`chat ${id} did not come to rest`);
}

/** The numbers of a chat, without presence, which changes all the time. */
async function viewsOf(id, people) {
  const answers = await Promise.all(people.map((person) => person.call('GET', `chats/${id}`)));
  // A chat shows only the marks of twenty others, so each person's mark comes from their own view.
  const marks = answers.map(({ data: chat }) => ownMark(chat));
  return answers.map(({ data: chat }) => ({
    lastSeq: chat.lastSeq,
    lastRev: chat.lastRev,
    lastMessageSeq: chat.lastMessage?.seq ?? 0,
    unreadCount: chat.unreadCount,
    readByAllSeq: chat.readByAllSeq,
    marks,
    mark: ownMark(chat),
  }));
}

const ownMark = ({ participants, participantId }) => participants.find(({ id }) => id === participantId).lastReadSeq;

/** Checks that `lastSeq`, unread counts and read marks agree with the messages and the acknowledged marks. */
function contradictions(chat, person, messages, acknowledgedMark) {
  const last = messages.length;
  const highest = Math.max(0, ...messages.map(({ rev }) => rev));
  const lastOwn = messages.findLast(({ sender }) => sender.id === person.id)?.seq ?? 0;
  const rules = {
    [`lastSeq is ${chat.lastSeq} with ${last} messages`]: chat.lastSeq === last,
    [`lastRev is ${chat.lastRev} and the messages come to ${highest}`]: chat.lastRev === highest,
    [`the last message shown is ${chat.lastMessageSeq} of ${last}`]: chat.lastMessageSeq === last,
    [`${chat.unreadCount} unread between ${chat.mark} and ${chat.lastSeq}`]:
      chat.unreadCount === chat.lastSeq - chat.mark,
    [`own message ${lastOwn} is above the mark ${chat.mark}`]: chat.mark >= lastOwn,
    [`the mark went back from ${acknowledgedMark} to ${chat.mark}`]: chat.mark >= acknowledgedMark,
    [`the mark ${chat.mark} is above the last message ${last}`]: chat.mark <= last,
    [`readByAllSeq is ${chat.readByAllSeq} with marks ${chat.marks.join(' ')}`]:
      chat.readByAllSeq === Math.min(...chat.marks),
  };
  return Object.entries(rules).flatMap(([sentence, holds]) => (holds ? [] : [sentence]));
}
