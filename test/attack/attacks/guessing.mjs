import { call, inTurns } from '../account.mjs';
import { askOnce } from '../http-connection.mjs';
import { HOME } from '../world.mjs';

/** Wrong passwords of one account that are checked in a minute: from one network, and from all; see src/auth/sign-in-limits.ts. */
const FROM_ONE = 15;
const FROM_ALL = 40;
const CHECKED = 401;

/** Guesses the passwords of two accounts: from one address, from many, and from many of one IPv6 network. */
export const guessing = {
  name: 'guessing',
  description: 'Passwords are guessed from one address, from forty, and from forty of one /64; then the owner signs in',
  shortPlaces: ['embedded'],
  short: { guesses: 60, addresses: 40, fromEach: 4 },
  long: { guesses: 200, addresses: 40, fromEach: 6 },

  async attack({ url, world, numbers, tally, atMost, complain }) {
    const { ada, ben, listeners } = world;
    const guess = (email, address) =>
      askOnce(url, { method: 'POST', path: '/api/login', body: { email, password: 'not this one' }, address });
    const guesses = async (email, addresses) => {
      const answers = await inTurns(addresses, (address) => guess(email, address));
      for (const answer of answers) tally.http(answer);
      return answers.filter((answer) => answer?.http === CHECKED).length;
    };
    const many = (address) =>
      Array.from({ length: numbers.addresses * numbers.fromEach }, (_, number) => address(number % numbers.addresses));

    const here = await guesses(ada.email, Array.from({ length: numbers.guesses }));
    atMost('guesses checked from one address', here, FROM_ONE);
    const network = await guesses(
      listeners[0].email,
      many((number) => `2001:db8:7:7::${number + 1}`),
    );
    atMost('guesses checked from one /64', network, FROM_ONE);
    const everywhere = await guesses(
      ben.email,
      many((number) => `198.51.100.${number + 100}`),
    );
    atMost('guesses checked from everywhere', everywhere, FROM_ALL);

    for (const { email, password, token, name } of [ada, ben]) {
      const owner = await call({ url, path: '/api/login', token, body: { email, password }, address: HOME });
      if (owner?.http !== 200) complain(`${name} cannot sign in at home: ${owner?.http ?? 'no answer'}`);
    }
  },
};
