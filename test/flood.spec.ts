import { allReceived } from './support/all-received.js';
import { people } from './support/people.js';
import { RawSocket } from './support/raw-socket.js';
import { useServer } from './support/server.js';

useServer({ RATE_LIMIT: 'on' });

const EVENTS = 10_000;
/** What the allowance permits at once, plus what it regains in the 30 seconds that the flood may take. */
const AT_MOST = 600 + 50 * 30;

it.each(['chat.read', 'no.such.event'])(
  'a flood of %s is refused, with an answer to each event, and others still send and receive',
  async (event) => {
    const { ada, ben, eve } = await people('ada', 'ben', 'eve');
    const chat = await ada.opensChatWith(ben);
    const raw = await RawSocket.signIn(eve.token);

    for (let n = 0; n < EVENTS; n++) raw.send(`42${10_000 + n}["${event}",{"chatId":"${chat.id}","seq":1}]`);
    const meanwhile = allReceived(ada, chat, ada.socket, ben.socket);
    for (let n = 0; n < EVENTS; n++) await raw.waitFor(`43${10_000 + n}[`);
    await meanwhile;

    const answers = raw.received.filter((packet) => packet.startsWith('43'));
    const refused = answers.filter((packet) => packet.includes('"rate.limited"') && packet.includes('"retryAfter":1'));
    expect(answers).toHaveLength(EVENTS);
    expect(refused.length).toBeGreaterThan(EVENTS - AT_MOST);
    expect(await eve.socket?.request('typing.start', { chatId: chat.id })).toMatchObject({ code: 'chat.not_found' });
    raw.close();
  },
);
