import type { FaultsView } from '../src/contract/views/faults.view.js';
import type { Faults } from '../src/fault-injection/faults.js';
import { adaAndBen, setFaults, counts, FAULTS, clearFaults, texts } from './support/faults.js';
import type { Person } from './support/person.js';
import { server, useServer } from './support/server.js';

// A fault plan applies only on the node where it is set.
useServer({}, { one: true });

const faults = () => server().service<Faults>('fault-injection/faults', 'Faults');

describe('a fault plan', () => {
  it('can be read, is refused if a value is out of bounds, and applies to one session', async () => {
    const { ada, ben } = await adaAndBen();
    const set = await setFaults(ada, { drop: 0.25, delay: { chance: 1, ms: 1 } }, 7);
    expect(set).toMatchObject({ seed: 7, drop: 0.25, cut: 0, delay: { chance: 1, ms: 1 }, counts: { drop: 0 } });
    expect(Date.parse(set.endsAt!)).toBeGreaterThan(Date.now());
    await ada.call('GET', '/api/me').catch(() => undefined);
    expect((await counts(ada)).delay).toBe(1);
    expect(await ben.does('GET', FAULTS)).toMatchObject({ seed: 0, drop: 0, endsAt: null });

    const bad = [
      ...[{}, { seed: -1 }, { seed: 1.5 }, { seed: 1, drop: 1.01 }, { seed: 1, cut: 'x' }, { seed: 1, delay: 1 }],
      ...[[], {}, { chance: 1 }, { chance: 1, ms: 5_001 }].map((delay) => ({ seed: 1, delay })),
    ];
    for (const body of bad) {
      expect(await ada.call('POST', FAULTS, body)).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    }
    expect(await ada.does('GET', FAULTS)).toMatchObject({ seed: 7 });
    const form = new URLSearchParams({ seed: '3', delay: '{"chance":1,"ms":2}', drop: '', cut: '0.5' });
    expect(await ada.does('POST', FAULTS, form)).toMatchObject({
      ...{ seed: 3, delay: { chance: 1, ms: 2 }, drop: 0, cut: 0.5 },
    });
    expect(await setFaults(ada, { drop: 0 })).toMatchObject({ drop: 0, endsAt: null });
  });

  it('ends after an hour, and with its session', async () => {
    const { ada, ben } = await adaAndBen();
    const inForce = async (one: Person) => (await one.does<FaultsView>('GET', FAULTS)).endsAt !== null;
    await setFaults(ada, { reorder: 1 });
    await faults().forgetOld(Date.now() + 59 * 60_000);
    expect(await inForce(ada)).toBe(true);
    await faults().forgetOld(Date.now() + 61 * 60_000);
    expect(await inForce(ada)).toBe(false);

    await setFaults(ben, { reorder: 1 });
    const { sessionId } = ben.socket!.all('connection.ready')[0]!;
    expect((await faults().view(sessionId)).endsAt).not.toBeNull();
    await ben.does('POST', '/api/logout');
    expect((await faults().view(sessionId)).endsAt).toBeNull();
  });
});

describe('a call', () => {
  it('can be cut before or after it is carried out, or refused for its token, and works again when the plan ends', async () => {
    const { ada, chat, seq } = await adaAndBen();
    const storedTexts = async () => (await ada.sees(chat)).map(({ message }) => message);

    await setFaults(ada, { drop: 1 });
    await expect(ada.says(chat, 'dropped')).rejects.toThrow('fetch failed');
    await setFaults(ada, { loseAnswer: 1 });
    await expect(ada.says(chat, 'unanswered')).rejects.toThrow('fetch failed');
    await expect(ada.says({ id: 'none' }, 'refused')).rejects.toThrow('fetch failed');
    await setFaults(ada, { expireToken: 1 });
    await expect(ada.says(chat, 'expired')).rejects.toMatchObject({ httpStatus: 401, code: 'auth.token_expired' });
    expect((await ada.call('POST', '/api/refresh')).status).toBe(200);
    expect(await counts(ada)).toMatchObject({ expireToken: 1, drop: 0 });

    await clearFaults(ada);
    await ada.says(chat, 'well');
    expect((await storedTexts()).slice(0, 2)).toEqual(['well', 'unanswered']);
    expect((await ada.chat(chat)).lastSeq).toBe(seq + 2);
  });
});

describe('a seed', () => {
  /** The messages out of thirty that reach Ben, and the statuses of thirty calls of his; 0: the call was cut. */
  async function passed(seed: number) {
    const { ben, send } = await adaAndBen();
    const words = Array.from({ length: 30 }, (_, n) => String(n));
    await setFaults(ben, { drop: 0.3, expireToken: 0.3 }, seed);
    await send(...words);
    const statuses = [];
    while (statuses.length < 30)
      statuses.push(
        await ben.call('GET', '/api/me').then(
          ({ status }) => status,
          () => 0,
        ),
      );
    return { heard: texts(ben).filter((word) => words.includes(word)), statuses };
  }

  it('causes the same faults each time; another seed causes others', async () => {
    const [first, again, other] = [await passed(5), await passed(5), await passed(6)];
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
    expect(new Set(first.statuses)).toEqual(new Set([0, 200, 401]));
    expect(first.heard.length).toBeLessThan(30);
  });
});
