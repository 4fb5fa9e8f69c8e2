import { crowd } from './support/crowd.js';
import { allHeard } from './support/fence.js';
import { people } from './support/people.js';
import { benAwaitsAda, heardOf } from './support/presence.js';
import { useServer } from './support/server.js';

useServer();

describe('the push `presence.changed`', () => {
  it('is not sent to users who share no chat with the person', async () => {
    const { ada, ben } = await benAwaitsAda();
    const { eve } = await people('eve');
    const another = await eve.opensChatWith(ben);
    const cameOnline = ben.hears('presence.changed', ({ userId }) => userId === ada.id);
    await ada.connects();
    await cameOnline;

    await allHeard(eve, another, eve.ears);
    expect(heardOf(eve, ada)).toEqual([]);
  });

  it('is not sent to users who share only a chat of more than a hundred participants with the person', async () => {
    const { ada, ben } = await benAwaitsAda();
    const { cleo } = await people('cleo');
    const large = await cleo.opensGroup('Crowd', ada);
    await crowd(large, 99);

    const cameOnline = ben.hears('presence.changed', ({ userId }) => userId === ada.id);
    await ada.connects();
    await cameOnline;

    await allHeard(cleo, large, cleo.ears);
    expect(heardOf(cleo, ada)).toEqual([]);
  });

  it('is sent once for each change and in order, also when thirty changes are requested at once', async () => {
    const { ada, ben, settled, status } = await benAwaitsAda();
    const ears = await ada.connects();
    const wishes = Array.from({ length: 30 }, (_, turn) => (turn % 2 === 0 ? 'offline' : 'online'));

    const last = ben.hears('presence.changed', () => heardOf(ben, ada).length === 31);
    await Promise.all(wishes.map((wish) => ears.asks('presence.set', { status: wish })));
    await last;

    await settled();
    expect(heardOf(ben, ada)).toEqual(['online', ...wishes]);
    expect(await status()).toBe('online');
  });
});
