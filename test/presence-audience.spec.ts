import { addManyParticipants } from './support/many-participants.js';
import { allReceived } from './support/all-received.js';
import { people } from './support/people.js';
import { benConnected, presenceReceived } from './support/presence.js';
import { useServer } from './support/server.js';

useServer();

describe('the push `presence.changed`', () => {
  it('is not sent to users who share no chat with the person', async () => {
    const { ada, ben } = await benConnected();
    const { eve } = await people('eve');
    const another = await eve.opensChatWith(ben);
    const cameOnline = ben.waitFor('presence.changed', ({ userId }) => userId === ada.id);
    await ada.connects();
    await cameOnline;

    await allReceived(eve, another, eve.socket);
    expect(presenceReceived(eve, ada)).toEqual([]);
  });

  it('is not sent to users who share only a chat of more than a hundred participants with the person', async () => {
    const { ada, ben } = await benConnected();
    const { cleo } = await people('cleo');
    const large = await cleo.opensGroup('Crowd', ada);
    await addManyParticipants(large, 99);

    const cameOnline = ben.waitFor('presence.changed', ({ userId }) => userId === ada.id);
    await ada.connects();
    await cameOnline;

    await allReceived(cleo, large, cleo.socket);
    expect(presenceReceived(cleo, ada)).toEqual([]);
  });

  it('is sent once for each change and in order, also when thirty changes are requested at once', async () => {
    const { ada, ben, settled, status } = await benConnected();
    const socket = await ada.connects();
    const statuses = Array.from({ length: 30 }, (_, turn) => (turn % 2 === 0 ? 'offline' : 'online'));

    const last = ben.waitFor('presence.changed', () => presenceReceived(ben, ada).length === 31);
    await Promise.all(statuses.map((one) => socket.request('presence.set', { status: one })));
    await last;

    await settled();
    expect(presenceReceived(ben, ada)).toEqual(['online', ...statuses]);
    expect(await status()).toBe('online');
  });
});
