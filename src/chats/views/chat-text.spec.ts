import fc from 'fast-check';

import type { CustomData } from '../../contract/rules/custom-data.js';
import type { MediaView } from '../../contract/views/message.view.js';
import type { UserView } from '../../contract/views/user.view.js';
import type { ChatRow } from './chat-row.js';
import { chatText, chatView, writtenPerson } from './chat-view.js';

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('"participants":[]', '","participants":[],"', "$' $& $`", '\\', '\ud800'),
);
const seq = fc.nat(2 ** 31 - 1);
const ms = fc.integer({ min: 0, max: 4_102_444_800_000 });
const bool = fc.constantFrom('t', 'f');
const words = (...each: fc.Arbitrary<unknown>[]) => fc.tuple(...each).map((all) => all.join(' ').trimEnd());
const maybe = (some: fc.Arbitrary<string>) => fc.option(some, { nil: '' });

const person: fc.Arbitrary<UserView> = fc.record({
  id: fc.uuid(),
  name: text,
  avatar: fc.option(text),
  status: fc.constantFrom('online', 'offline'),
  lastSeenAt: fc.option(ms.map((at) => new Date(at).toISOString())),
});

const kind = fc.constantFrom('text', 'media', 'system', 'poll');
const media = fc.option(fc.array(fc.record({ name: text }) as fc.Arbitrary<MediaView>, { maxLength: 3 }));

const reaction = fc.record({ emoji: text, count: seq, participantIds: fc.array(fc.uuid(), { maxLength: 3 }) });

const numbers = Array.from({ length: 9 }, () => seq);
const thread = fc.option(fc.constant('a b'), { nil: '' });
const names = fc.constantFrom('-', '*', '*a,b', 'a,b');
const altered = fc.constantFrom('-', '7,a');
const draft = fc.record({ message: text, reply: fc.option(fc.uuid()), version: seq, updatedAt: fc.constant('') });
const system = fc.record({ event: text, participantIds: fc.array(fc.uuid()), value: fc.option(text) });
const option = fc.record({ id: fc.constantFrom('a', 'b'), text });
const poll = fc.record({
  options: fc.array(option, { maxLength: 3 }),
  multiple: fc.boolean(),
  anonymous: fc.boolean(),
  closesAt: fc.option(text),
  closed: fc.boolean(),
});
const place = fc.record({
  kind: fc.constant('location' as const),
  latitude: fc.double(),
  longitude: fc.double(),
  name: fc.option(text),
});
const attachments = fc.array(place, { maxLength: 2 });
const data = fc.constantFrom<CustomData>({ participants: [] }, { a: { participants: [] } });
const extras = fc.record({ system, poll, attachments, data }, { requiredKeys: [] });
const chosen = fc.record({ count: seq, participantIds: fc.array(fc.uuid()) });
const votes = fc.record({ closed: fc.boolean(), voters: seq, options: fc.option(fc.record({ a: chosen, b: chosen })) });

/** A row of the chat query, with some of these people as participants. */
function rowAmong(people: UserView[]): fc.Arbitrary<ChatRow> {
  const who = fc.constantFrom(...people.map(({ id }) => id));
  const participant = words(fc.uuid(), fc.constantFrom('owner', 'admin', 'member'), seq, seq, who);
  const type = fc.constantFrom('direct', 'group', 'thread');
  return fc.record({
    chat: words(
      fc.uuid(),
      type,
      fc.uuid(),
      bool,
      bool,
      ...numbers,
      bool,
      bool,
      seq,
      ms,
      seq,
      seq,
      seq,
      ms,
      ms,
      ms,
      seq,
      ms,
      thread,
    ),
    title: fc.option(text),
    avatar: fc.option(text),
    description: fc.option(text),
    data: fc.option(data),
    draft: fc.option(draft),
    participants: fc.array(participant, { minLength: 1, maxLength: 23 }).map((all) => all.join(',')),
    message: maybe(words(fc.uuid(), seq, kind, ms, fc.uuid(), who, ms, ms, ms, names, altered, ms)),
    body: text,
    media,
    extras: fc.option(extras),
    votes: fc.option(votes),
    reply: maybe(words(fc.uuid(), seq, kind, who, ms)),
    reply_body: text,
    reply_media: media,
    reactions: fc.option(fc.array(reaction, { maxLength: 3 })),
    reacted: fc.option(fc.array(text, { maxLength: 3 })),
    chosen: fc.option(fc.array(fc.constantFrom('a', 'b'))),
    starred: fc.boolean(),
    hidden_at: fc.option(ms.map((at) => new Date(at))),
    reply_hidden_at: fc.option(ms.map((at) => new Date(at))),
  });
}

const listed = fc
  .array(person, { minLength: 1, maxLength: 5 })
  .chain((people) => fc.tuple(fc.constant(people), rowAmong(people)));

describe('the text of a chat', () => {
  it('equals the JSON of its view, byte for byte', () => {
    fc.assert(
      fc.property(listed, ([people, row]) => {
        const view = chatView(row, new Map(people.map((one) => [one.id, one])));
        const written = new Map(people.map((one) => [one.id, writtenPerson(one)]));
        expect(chatText(row, written)).toBe(JSON.stringify(view));
      }),
    );
  });
});
