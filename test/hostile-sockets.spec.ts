import type { TestSocket } from './support/test-socket.js';
import { allReceived } from './support/all-received.js';
import { ANSWERED, CLOSES, NESTED } from './support/hostile-packets.js';
import { people } from './support/people.js';
import { RawSocket } from './support/raw-socket.js';
import { useServer } from './support/server.js';

useServer();

async function otherPeople() {
  const { ada, ben, eve } = await people('ada', 'ben', 'eve');
  const chat = await ada.opensChatWith(ben);
  const undisturbed = async () => {
    await allReceived(ada, chat, ada.socket, ben.socket);
    for (const socket of [ada.socket, ben.socket] as TestSocket[]) {
      expect(socket.client.connected).toBe(true);
      expect(socket.all('message.created')).toHaveLength((await ada.chat(chat)).lastSeq);
    }
  };
  return { eve, undisturbed };
}

describe('a socket that sends odd packets', () => {
  it.each(Object.entries(CLOSES))('is closed for %s, and no other socket is affected', async (_, packets) => {
    const { eve, undisturbed } = await otherPeople();
    const raw = await RawSocket.signIn(eve.token);

    for (const packet of packets) raw.send(packet);
    await raw.closed;

    await undisturbed();
    expect(eve.socket?.client.connected).toBe(true);
  });

  it.each(Object.entries(ANSWERED))('gets an error for %s', async (_, [packets, code]) => {
    const { eve, undisturbed } = await otherPeople();
    const raw = await RawSocket.signIn(eve.token);

    for (const packet of packets) raw.send(packet);
    expect(await raw.waitFor('437')).toContain(`"code":"${code}"`);

    await undisturbed();
    raw.close();
  });

  it('is closed for every odd packet before it signs in', async () => {
    const { eve, undisturbed } = await otherPeople();
    for (const packet of [
      '42["message.send",{}]',
      '41',
      '43[]',
      'x',
      `40${'{"a":'.repeat(NESTED)}`,
      '40null',
      '40[1]',
    ]) {
      const raw = await RawSocket.open();
      raw.send(packet);
      await raw.closed;
    }
    await undisturbed();
    expect(eve.socket?.client.connected).toBe(true);
  });

  it('stays open when it answers what the server never asked', async () => {
    const { eve, undisturbed } = await otherPeople();
    const raw = await RawSocket.signIn(eve.token);
    for (const packet of ['42', '428', '43[]', '4399["x"]', '431', '461-5[{"_placeholder":true,"num":0}]'])
      raw.send(packet);
    raw.send(Buffer.from('x'));
    raw.send('427["x"]');
    expect(await raw.waitFor('437')).toContain('event.unknown');
    await undisturbed();
    raw.close();
  });
});
