import { call } from '../support/person.js';
import { TestServer, useServerFrom } from '../support/server.js';

/** Nothing listens there: mails are written, and wait for a retry. */
const MAIL = { SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'chat@example.org' };

useServerFrom(() => TestServer.start({ SEED_DEMO: 'true', ...MAIL }));
jest.setTimeout(180_000);

const KNOWN = 'asd@gmail.com';
const UNKNOWN = 'asx@gmail.com';
/** A difference that chance exceeds once in 15,000 times. A hash that is left out, or a mail that is awaited, gives 10 and more. */
const MOST = 4;

type Call = (email: string) => [path: string, body: object];
const CALLS: [what: string, tries: number, call: Call][] = [
  ['a login', 300, (email) => ['/api/login', { email, password: 'a wrong guess' }]],
  ['a forgotten password', 300, (email) => ['/api/password/forgot', { email }]],
  ['a registration', 300, (email) => ['/api/register', { email, password: 'a password for tests', name: 'new' }]],
];

interface Timed {
  isKnown: boolean;
  /** Milliseconds. */
  took: number;
  answer: string;
}

/** In random order: half of the calls with the address of an account, half with one that has none. */
async function timed(tries: number, of: Call): Promise<Timed[]> {
  const order = Array.from({ length: tries }, (_, n) => ({ isKnown: n % 2 === 0, place: Math.random() }));
  const found: Timed[] = [];
  for (const { isKnown } of order.sort((a, b) => a.place - b.place)) {
    const since = performance.now();
    const { status, body } = await call('POST', ...of(isKnown ? KNOWN : UNKNOWN));
    found.push({ isKnown, took: performance.now() - since, answer: JSON.stringify([status, body]) });
  }
  return found;
}

/** The rank test of Mann and Whitney: how many standard deviations the times of known addresses are from those of unknown ones. */
function deviations(times: Timed[]): number {
  const ranked = times.toSorted((a, b) => a.took - b.took);
  const ranks = ranked.flatMap(({ isKnown }, place) => (isKnown ? place + 1 : []));
  const [known, unknown] = [ranks.length, times.length - ranks.length];
  const u = ranks.reduce((sum, rank) => sum + rank, 0) - (known * (known + 1)) / 2;
  return (u - (known * unknown) / 2) / Math.sqrt((known * unknown * (known + unknown + 1)) / 12);
}

// One test, because the accounts of the demo are gone after it.
it('neither the answers nor their times tell whether an address has an account', async () => {
  for (const [what, tries, of] of CALLS) {
    const times = await timed(tries, of);
    expect([what, new Set(times.map(({ answer }) => answer)).size]).toEqual([what, 1]);
    expect([what, Math.abs(deviations(times)) < MOST ? 'alike' : deviations(times)]).toEqual([what, 'alike']);
  }
});
