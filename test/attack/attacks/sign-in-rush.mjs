import { setTimeout as pause } from 'node:timers/promises';

import { askOnce } from '../http-connection.mjs';

const SIGNED_IN = 200;
const SCHOOL = '198.51.100.20';
/** Milliseconds between two people who come. */
const APART = 10;

/** People behind one address sign in within ten seconds. Each tries again when the server says so. No attack, but as heavy as one. */
export const signInRush = {
  name: 'sign-in-rush',
  description:
    'A thousand people behind one address sign in within ten seconds, with the right password; each follows Retry-After',
  shortPlaces: ['embedded'],
  short: { people: 1_000, seconds: 60 },
  long: { people: 1_000, seconds: 60 },

  async attack({ url, world, numbers, tally, figures, complain }) {
    const { crowd, listeners } = world;
    const accounts = [...crowd, ...listeners];
    const until = performance.now() + numbers.seconds * 1_000;
    let tries = 0;
    const signsIn = async ({ email, password }, number) => {
      await pause(number * APART);
      while (performance.now() < until) {
        tries += 1;
        const request = { method: 'POST', path: '/api/login', body: { email, password }, address: SCHOOL };
        const answer = tally.http(await askOnce(url, request));
        if (answer?.http === SIGNED_IN) return true;
        await pause((answer?.retryAfter || 1) * 1_000);
      }
      return false;
    };
    const people = Array.from({ length: numbers.people }, (_, number) => accounts[number % accounts.length]);
    const signedIn = (await Promise.all(people.map(signsIn))).filter(Boolean).length;
    figures['tries of one person'] = Math.round((10 * tries) / numbers.people) / 10;
    if (signedIn < numbers.people) complain(`signed in within ${numbers.seconds} s: ${signedIn} of ${numbers.people}`);
  },
};
