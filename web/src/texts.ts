import { accountTexts } from './texts/account.js';
import { chatListTexts } from './texts/chat-list.js';
import { chatTexts } from './texts/chat.js';
import { count } from './texts/count.js';
import { panelTexts } from './texts/panels.js';
import { signInTexts } from './texts/sign-in.js';

/** All texts of the page. Translate this object and the files in `texts/` to translate the page. */
export const texts = {
  locale: 'en',
  app: { name: 'Parley', tagline: 'Chat on a server of your own' },
  dialog: { ok: 'OK', cancel: 'Cancel', save: 'Save', close: 'Close' },
  time: { yesterday: 'Yesterday', today: 'Today' },

  connection: {
    connecting: 'Connecting …',
    offline: 'No connection. Your messages are saved and will be sent when you are back online.',
    live: 'Connected again.',
  },

  failure: {
    unreachable: 'The server cannot be reached. Please try again in a moment.',
    unknown: 'Something went wrong. Please try again.',
    invalid: 'Something is missing or is not right. Please check what you have typed.',
    tooOften: (seconds: number) =>
      `Too many attempts. Please try again in ${seconds < 100 ? count(seconds, 'second', 'seconds') : count(Math.ceil(seconds / 60), 'minute', 'minutes')}.`,
    tooLong: (n: number, max: number) =>
      `This text has ${n.toLocaleString('en')} characters. At most ${max.toLocaleString('en')} are allowed: please shorten it.`,
  },

  ...signInTexts,
  ...accountTexts,
  ...chatListTexts,
  ...chatTexts,
  ...panelTexts,
};
