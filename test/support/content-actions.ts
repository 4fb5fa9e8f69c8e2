import type { ChatView } from '../../src/contract/views/chat.view.js';
import type { MessageView } from '../../src/contract/views/message.view.js';
import { action, anyMessage } from './actions.js';
import { eraseExpired, expire } from './expiry.js';

const sendsContent = action((person, path, n) => {
  const place = { kind: 'location', latitude: n, longitude: -n };
  const poll = { options: ['this', 'that', 'neither'], multiple: n % 2 === 0, anonymous: n % 3 === 0 };
  const more = n % 5 === 0 ? { attachments: [place] } : { poll };
  return person.call('POST', `${path}/messages`, { message: `which of ${n}?`, ...more });
});
const votes = action(async (person, path, n) => {
  const { body } = await person.call<MessageView[] | undefined>('GET', `${path}/messages`);
  const polls = (body.data ?? []).flatMap(({ id, attachments }) =>
    attachments.flatMap((one) => (one.kind === 'poll' ? [{ id, options: one.options }] : [])),
  );
  const poll = polls[n % Math.max(1, polls.length)];
  const options = poll?.options.slice(n % 3, (n % 3) + (n % 4)).map(({ id }) => id);
  if (poll && n % 13 === 0) await person.call('PUT', `${path}/messages/${poll.id}/poll/close`);
  else if (poll) await person.call('PUT', `${path}/messages/${poll.id}/vote`, { options });
});
const pins = action(async (person, path, n) => {
  const message = await anyMessage(person, path, n);
  if (message) await person.call(n % 3 ? 'PUT' : 'DELETE', `${message}/pin`);
});
const forwards = action(async (person, path, n) => {
  const [, , , chatId, , messageId] = (await anyMessage(person, path, n))?.split('/') ?? [];
  await person.call('POST', `${path}/forwarded-messages`, { chatId, messageId });
});
const mentionsPeople = action(async (person, path, n) => {
  const { body } = await person.call<ChatView | undefined>('GET', path);
  const mentions = (body.data?.participants ?? []).slice(0, n % 3).map(({ id }) => id);
  const own = n % 2 ? await anyMessage(person, path, n) : undefined;
  await person.call(own ? 'PATCH' : 'POST', own ?? `${path}/messages`, { message: `you ${n}`, mentions });
});
const DAY = 24 * 60 * 60;
/** Sets lifetimes of days, so that nothing disappears during a comparison. The test makes messages expire explicitly. */
const setsLifetime = action((person, path, n) =>
  person.call(n % 3 ? 'PUT' : 'DELETE', `${path}/message-lifetime`, { seconds: (1 + (n % 4)) * DAY }),
);
const expires = action(async (person, path, n) => {
  const id = (await anyMessage(person, path, n))?.split('/').at(-1);
  if (id) await expire({ id });
  if (n % 2) await eraseExpired();
});
/** Actions with mentions, attachments, polls, pins, forwarded and disappearing messages. */
export const contentActions = [
  { arbitrary: sendsContent, weight: 2 },
  { arbitrary: votes, weight: 3 },
  { arbitrary: pins, weight: 1 },
  { arbitrary: forwards, weight: 1 },
  { arbitrary: mentionsPeople, weight: 2 },
  { arbitrary: setsLifetime, weight: 1 },
  { arbitrary: expires, weight: 2 },
];
