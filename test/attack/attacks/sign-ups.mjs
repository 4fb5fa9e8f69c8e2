import { HttpConnection, requestOf } from '../http-connection.mjs';

/** Accounts that one address may create in a few seconds: a school may sign in from one address, but needs fewer new accounts at once. */
const MOST = 25;

/** One address creates accounts as fast as it can. */
export const signUps = {
  name: 'sign-ups',
  description: 'One address makes 150 accounts as fast as it can',
  shortPlaces: ['embedded'],
  short: { accounts: 150, connections: 20 },
  long: { accounts: 300, connections: 30 },

  async attack({ url, numbers, tally, atMost }) {
    let made = 0;
    const signsUp = async () => {
      const connection = await HttpConnection.open(url);
      while (made < numbers.accounts && !connection.closed) {
        made += 1;
        const body = { email: `flood${made}@example.com`, password: 'a password for attacks', name: `flood ${made}` };
        tally.http(await connection.ask(requestOf({ method: 'POST', path: '/api/register', body })));
      }
    };
    await Promise.all(Array.from({ length: numbers.connections }, signsUp));
    atMost('accounts made', tally.accepted, MOST);
  },
};
