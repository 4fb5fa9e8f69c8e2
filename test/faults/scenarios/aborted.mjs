import { chatOf, messagesOf, named, people } from '../people.mjs';
import { comparePushes } from '../push-check.mjs';
import { Witness } from '../witness.mjs';
import { Writers } from '../writers.mjs';

const CHATS = 3;
const WRITERS = 20;

/** One transaction in ten fails after its messages were inserted. */
export const aborted = {
  name: 'aborted',
  promise: 'Nothing is shown that was not committed',
  places: ['pglite', 'nodes'],
  toleratedFailures: ['abort-some'],
  short: { messages: 600, everyMs: 12 },
  long: { messages: 10_000, everyMs: 8 },

  async play({ site, numbers, chance }) {
    const [reader, ...writing] = await people(site.urls, ['reader', ...named('writer', WRITERS)]);
    const chats = [];
    for (const title of named('chat ', CHATS)) chats.push(await chatOf([reader, ...writing], title));
    const witnesses = [];
    for (const url of site.urls) witnesses.push(await Witness.open(url, reader.token));

    const writers = new Writers({ people: writing, chats, chance, everyMs: numbers.everyMs, retry: false });
    await writers.write(numbers.messages);
    const { acknowledged, refused } = writers;
    const { wrong, notes, figures } = await comparePushes({ chats, witnesses, acknowledged });
    for (const witness of witnesses) witness.close();

    const stored = new Set();
    for (const { id } of chats) for (const message of await messagesOf(reader, id)) stored.add(message.id);
    const wronglyRefused = [...refused].filter(([id]) => stored.has(id));
    return {
      figures: {
        'messages acknowledged': acknowledged.size,
        'messages aborted': refused.size,
        'messages never answered': writers.unknown,
        ...figures,
      },
      violations: {
        ...wrong,
        'acknowledged and not stored': [...acknowledged.keys()].filter((id) => !stored.has(id)).length,
        'answered as failed, and stored': wronglyRefused.length,
        'nothing was aborted': refused.size === 0 ? 1 : 0,
      },
      notes: [...notes, ...wronglyRefused.map(([id, code]) => `${id} was answered with ${code}, and is stored`)],
    };
  },
};
