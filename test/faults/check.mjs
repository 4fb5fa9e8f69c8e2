const PAGE = 100;

/**
 * Reads everything back through the public door and counts what broke a promise.
 * @returns a count for each kind of violation; all zero is what is promised
 */
export async function check({ chats, ledger, marks }) {
  const stored = new Map();
  for (const { id, people } of chats) stored.set(id, await allMessages(people[0], id));
  return {
    ...ledger.compare(stored),
    counters: await wrongCounters(chats, stored, marks),
    odd: ledger.oddities.length,
  };
}

async function allMessages(person, chatId) {
  const messages = [];
  for (;;) {
    const after = messages.at(-1)?.seq ?? 0;
    const { data, meta } = await person.call('GET', `chats/${chatId}/messages?after=${after}&limit=${PAGE}`);
    messages.push(...data.toReversed());
    if (!meta.hasMore) return messages;
  }
}

/** `lastSeq`, unread counts and read marks must follow from the messages, for each person in each chat. */
async function wrongCounters(chats, stored, marks) {
  let wrong = 0;
  for (const { id, people } of chats) {
    const messages = stored.get(id);
    for (const person of people) {
      const { data: chat } = await person.call('GET', `chats/${id}`);
      wrong += contradictions(chat, person, messages, marks.get(`${person.id} ${id}`) ?? 0);
    }
  }
  return wrong;
}

function contradictions(chat, person, messages, acknowledgedMark) {
  const mine = chat.participants.find(({ id }) => id === chat.participantId);
  const lastOwn = messages.findLast(({ sender }) => sender.id === person.id)?.seq ?? 0;
  const holds = [
    chat.lastSeq === messages.length,
    chat.lastRev === messages.length,
    (chat.lastMessage?.seq ?? 0) === messages.length,
    chat.unreadCount === chat.lastSeq - mine.lastReadSeq,
    mine.lastReadSeq >= lastOwn,
    mine.lastReadSeq >= acknowledgedMark,
    mine.lastReadSeq <= chat.lastSeq,
    chat.readByAllSeq === Math.min(...chat.participants.map(({ lastReadSeq }) => lastReadSeq)),
  ];
  return holds.filter((held) => !held).length;
}
