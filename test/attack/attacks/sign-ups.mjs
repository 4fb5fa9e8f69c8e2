import { HttpLine, requestOf } from '../http-line.mjs';

/** Accounts that one address may create in a few seconds: a school may sign in from one address, but needs fewer new accounts at once. */
const MOST = 25;

/** One address creates accounts as fast as it can. */
export const signUps = {
  name: 'sign-ups',
  says: 'One address makes 150 accounts as fast as it can',
  shortPlaces: ['embedded'],
  short: { accounts: 150, lines: 20 },
  long: { accounts: 300, lines: 30 },

  async attack({ url, numbers, tally, atMost }) {
    let made = 0;
    const signsUp = async () => {
      const line = await HttpLine.open(url);
      while (made < numbers.accounts && !line.closed) {
        made += 1;
        const body = { email: `flood${made}@example.com`, password: 'a password for attacks', name: `flood ${made}` };
        tally.http(await line.ask(requestOf({ method: 'POST', path: '/api/register', body })));
      }
    };
    await Promise.all(Array.from({ length: numbers.lines }, signsUp));
    atMost('accounts made', tally.accepted, MOST);
  },
};
