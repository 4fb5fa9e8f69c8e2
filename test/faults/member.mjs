import { setTimeout as pause } from 'node:timers/promises';

import { Witness, wrongNumbers } from './witness.mjs';

const NOT_FOUND = 404;
const CATCH_UP_MS = 10_000;
const MEMBERSHIP_EVENT = /^participant\.(joined|left)$/;
const KINDS = [
  'calls not answered with 404 after a removal',
  'pushes of changes after a removal',
  'missing while in the chat',
  'doubled or out of order',
  'removals and returns without an event',
  'removals and returns without a system message',
  'missing, doubled or out of order for those who stay',
];

/** A person who is removed from a chat and added again, and who tries every access to it while removed. */
export class Member {
  /** Answers with content from after a removal. */
  reached = [];
  /** Removals and returns that were not pushed in time. */
  missingEvents = [];

  static async of(person, chat, urls, media) {
    const member = new Member();
    Object.assign(member, { person, chat, media, witnesses: [] });
    for (const url of urls) member.witnesses.push(await Witness.open(url, person.token));
    const { participantId, lastRev } = await person.does('GET', `chats/${chat.id}`);
    return Object.assign(member, { participantId, base: lastRev });
  }

  async removeAndAdd(owner, chance, urls) {
    const participants = `chats/${this.chat.id}/participants`;
    await owner.does('DELETE', `${participants}/${this.participantId}`, undefined, chance.oneOf(urls));
    // From here on no node may send them anything of the chat.
    await Promise.all(urls.map((url) => this.#tries(url)));
    await this.#waitForEvent('chat.removed', ({ chatId }) => chatId === this.chat.id);
    await pause(chance.between(0, 300));
    await owner.does('POST', participants, { participants: [this.person.id] }, chance.oneOf(urls));
    await this.#waitForEvent('chat.created', ({ id }) => id === this.chat.id);
    await pause(chance.between(0, 300));
  }

  async #tries(url) {
    const { id } = this.chat;
    const body = { message: 'let me in' };
    const answers = await Promise.all([
      this.person.call('GET', `chats/${id}`, undefined, url),
      this.person.call('GET', `chats/${id}/messages`, undefined, url),
      this.person.call('GET', `chats/${id}/search-messages?q=message`, undefined, url),
      this.person.call('POST', `chats/${id}/messages`, body, url),
      this.person.status(this.media, url),
    ]);
    const open = answers.filter(({ http }) => http !== NOT_FOUND);
    for (const { http } of open)
      this.reached.push(`${this.person.id} was answered with ${http} at ${url} after the removal`);
  }

  /** Waits until every socket has received one more event of this name that satisfies `fits`. Notes the sockets that have not. */
  async #waitForEvent(event, fits) {
    for (const witness of this.witnesses) {
      const deadline = Date.now() + CATCH_UP_MS;
      const receivedCount = () =>
        witness.other.filter((received) => received.event === event && fits(received.payload)).length;
      const wanted = (witness.receivedCount?.[event] ?? 0) + 1;
      while (receivedCount() < wanted && Date.now() < deadline) await pause(10);
      if (receivedCount() < wanted) this.missingEvents.push(`${witness.url} did not tell ${this.person.id} ${event}`);
      witness.receivedCount = { ...witness.receivedCount, [event]: receivedCount() };
    }
  }
}

/** @returns the address of a file that only this chat shows */
export async function fileIn(person, chat) {
  const form = new FormData();
  form.append('message', 'a file');
  form.append('media', new Blob(['only for this chat'], { type: 'text/plain' }), 'note.txt');
  const message = await person.posts(`chats/${chat.id}/media-messages`, form);
  return message.media[0].url;
}

/**
 * Counts what members received while they were out of the chat, and what they missed while they were in it.
 * @param received the pushes that the owner received, who stays in the chat
 */
export function violationsOf({ members, chat, received, lastRev }) {
  const wrong = Object.fromEntries(KINDS.map((kind) => [kind, 0]));
  const notes = [];
  const witnessed = wrongNumbers(received, 1, lastRev);
  wrong['missing, doubled or out of order for those who stay'] =
    witnessed.missing + witnessed.doubled + witnessed.disordered;
  wrong['removals and returns without a system message'] = missingSystemMessages(received);
  for (const { person, base, witnesses, reached, missingEvents } of members) {
    notes.push(...reached, ...missingEvents);
    wrong['calls not answered with 404 after a removal'] += reached.length;
    wrong['removals and returns without an event'] += missingEvents.length;
    const membershipChanges = received.filter(
      ({ event, payload }) => MEMBERSHIP_EVENT.test(event) && payload.participant.user.id === person.id,
    );
    const found = witnesses.flatMap((witness) =>
      Object.entries(wrongFor(witness, { chat, base, membershipChanges, lastRev })),
    );
    for (const [what, revs] of found) {
      wrong[what] += revs.length;
      if (revs.length > 0) notes.push(`${person.id}: ${what}: ${revs.slice(0, 5).join(', ')}`);
    }
  }
  return { wrong, notes };
}

/**
 * The numbers that one socket received and should not have, and those that it did not receive and should have.
 * @param base the `rev` of the chat when the socket was opened
 */
function wrongFor(witness, { chat, base, membershipChanges, lastRev }) {
  const received = witness.in(chat.id).map(({ rev }) => rev);
  const known = new Set(received);
  const stays = witness.other.filter(({ event, payload }) => event === 'chat.created' && payload.id === chat.id);
  const missing = [base, ...stays.map(({ payload }) => payload.lastRev)].flatMap((from) => {
    // A new participant receives everything above the `lastRev` of the chat that they got.
    const end = membershipChanges.find(({ event, rev }) => event === 'participant.left' && rev > from)?.rev ?? lastRev;
    return Array.from({ length: end - from }, (_, place) => from + 1 + place).filter((rev) => !known.has(rev));
  });
  return {
    'pushes of changes after a removal': received.filter((rev) => !isIn(membershipChanges, rev)),
    'missing while in the chat': missing,
    'doubled or out of order': received.filter((rev, place) => place > 0 && rev <= received[place - 1]),
  };
}

/** The number of removals and returns whose next number is not the system message about them. */
function missingSystemMessages(received) {
  const systemEvents = new Map(
    received.map(({ rev, payload }) => [rev, payload.kind === 'system' && payload.system.event]),
  );
  const words = { 'participant.joined': 'people.added', 'participant.left': 'people.removed' };
  return received.filter(({ event, rev }) => MEMBERSHIP_EVENT.test(event) && systemEvents.get(rev + 1) !== words[event])
    .length;
}

/** Whether the person was in the chat at this number, or left with it: they receive their own leaving. */
function isIn(membershipChanges, rev) {
  const last = membershipChanges.findLast((change) => change.rev <= rev);
  return last === undefined || last.event === 'participant.joined' || last.rev === rev;
}
