import { people } from './support/people.js';
import { useServer } from './support/server.js';

/**
 * Read this test first: it shows how all others are written.
 *
 * `useServer()` gives the file a real server on a real database, which is emptied after each test. By default, all files of a
 * Jest worker share one server. With settings, `useServer({ RATE_LIMIT: 'on' })`, the file starts a server of its own.
 */
useServer();

describe('sending a message', () => {
  it('reaches every participant and nobody else', async () => {
    // Each is a `Person`: a registered account with an open socket, who acts over REST and receives events over Socket.IO.
    const { ada, ben, eve } = await people('ada', 'ben', 'eve');
    // A method of `Person` is one call of the API and gives its answer. For other calls there is `ada.does('POST', path, body)`.
    const chat = await ada.opensChatWith(ben);

    // Listen before the action and await after it: the test waits for the event, never for time to pass.
    const received = ben.waitFor('message.created');
    await ada.says(chat, 'hello');

    expect(await received).toMatchObject({ message: 'hello', seq: 1 });
    // The refusal belongs in the same test. It differs from the success in one thing only, here in who sends.
    await expect(eve.says(chat, 'let me in')).rejects.toMatchObject({ code: 'chat.not_found' });
    // Check what must not arrive only after something else has arrived. `all` returns what this socket has received so far.
    expect(eve.socket?.all('message.created')).toEqual([]);
  });
});
