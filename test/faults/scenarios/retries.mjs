import { uuidv7 } from 'uuidv7';

import { chatOf, named, people } from '../people.mjs';
import { check } from '../check.mjs';
import { CuttingProxy } from '../cutting-proxy.mjs';
import { Ledger } from '../ledger.mjs';
import { NoAnswer } from '../person.mjs';

const SENDERS = 5;
const COPIES = 20;
/** The number of retries after an answer was cut off. */
const PATIENCE = 10;
const SERVER_ERROR = 500;

/** Sends every id twenty times at once, through all nodes, over REST and sockets. Other sends lose their answer, and are repeated. */
export const retries = {
  name: 'retries',
  promise: 'A retry is safe',
  places: ['pglite', 'nodes'],
  short: { ids: 100, cuts: 50 },
  long: { ids: 1_000, cuts: 500 },

  async play({ site, numbers, chance }) {
    const senders = await people(site.urls, named('sender', SENDERS));
    for (const sender of senders) sender.connect();
    const chats = [await chatOf(senders, 'all'), await chatOf(senders.slice(0, 3), 'some')];
    const ledger = new Ledger();
    const errors = [];
    const send = async (sender, chat, work) => {
      const id = uuidv7();
      const one = ledger.begin({ id, chatId: chat.id, body: `message ${id}`, userId: sender.id });
      await work(one, (answer) => note({ one, answer, ledger, errors }));
    };

    await inTurns(senders, numbers.ids, (sender) =>
      send(sender, chance.oneOf(chatsOf(sender, chats)), (one, onAnswer) => copies(sender, one, onAnswer)),
    );
    const proxies = await Promise.all(site.urls.map((url) => CuttingProxy.before(url)));
    await inTurns(senders, numbers.cuts, (sender) =>
      send(sender, chance.oneOf(chatsOf(sender, chats)), (one, onAnswer) =>
        cutOff(sender, one, onAnswer, chance.oneOf(proxies)),
      ),
    );
    for (const proxy of proxies) proxy.close();
    const found = await check({ chats, ledger, marks: new Map() });
    for (const sender of senders) sender.close();
    const cuts = proxies.reduce((sum, proxy) => sum + proxy.cuts, 0);
    return {
      figures: { ids: numbers.ids, 'copies of each': COPIES, 'answers cut off': cuts, ...ledger.figures },
      violations: { ...found, '5xx': errors.length, 'answers that were not cut off': Math.max(0, numbers.cuts - cuts) },
      notes: [...errors, ...ledger.oddities],
    };
  },
};

const chatsOf = (person, chats) => chats.filter(({ people: all }) => all.includes(person));

/** Each sender does one thing after the other; all senders run at once. */
async function inTurns(senders, count, work) {
  let taken = 0;
  const turns = async (sender) => {
    while (taken < count) {
      taken += 1;
      await work(sender);
    }
  };
  await Promise.all(senders.map(turns));
}

function note({ one, answer, ledger, errors }) {
  if (answer.status === 'success') return ledger.ok(one, answer.data);
  if (answer.http >= SERVER_ERROR) errors.push(`${one.id} was answered with ${answer.http} ${answer.code}`);
  return ledger.failed(one, answer.code, null);
}

async function copies(sender, one, onAnswer) {
  const body = { message: one.body, id: one.id };
  const copy = async (_, place) => {
    const url = sender.urls[place % sender.urls.length];
    const overSocket = place % 4 === 3;
    one.tries += 1;
    const answer = await (
      overSocket
        ? sender.overSocket('message.send', { ...body, chatId: one.chatId })
        : sender.call('POST', `chats/${one.chatId}/messages`, body, url)
    ).catch(none);
    if (answer) onAnswer(answer);
  };
  await Promise.all(Array.from({ length: COPIES }, copy));
}

/** The request arrives, but its answer does not. Then it is repeated over REST or a socket. */
async function cutOff(sender, one, onAnswer, proxy) {
  const path = `chats/${one.chatId}/messages`;
  const body = { message: one.body, id: one.id };
  const urls = [proxy.url, ...Array.from({ length: PATIENCE }, () => undefined)];
  for (const url of urls) {
    one.tries += 1;
    const answer = await sender.call('POST', path, body, url).catch(none);
    if (!answer) continue;
    if (url) throw new Error('an answer came through the proxy');
    return onAnswer(answer);
  }
  throw new Error(`${one.id} had no answer in ${PATIENCE} tries`);
}

/** A busy machine may not answer in time: that counts as no answer, and not as a violation. */
function none(error) {
  if (error instanceof NoAnswer) return undefined;
  throw error;
}
