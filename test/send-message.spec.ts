import { people } from './support/people.js';
import { useServer } from './support/server.js';

/**
 * Read this test first: it shows how all others are written.
 *
 * `useServer()` gives the file a real server on a real database. By default that is the one this Jest worker shares among its
 * files, emptied before each test; with settings, `useServer({ RATE_LIMIT: 'on' })`, the file starts one of its own.
 */
useServer();

describe('sending a message', () => {
  it('reaches every participant and nobody else', async () => {
    // Each is a `Person`: a registered account with an open socket, who acts over REST and hears over Socket.IO.
    const { ada, ben, eve } = await people('ada', 'ben', 'eve');
    // A method of `Person` is one call of the API and gives its answer. For other calls there is `ada.does('POST', path, body)`.
    const chat = await ada.opensChatWith(ben);

    // Begin to listen before the cause, and await after it: the test waits for the event, never for time to pass.
    const heard = ben.hears('message.created');
    await ada.says(chat, 'hello');

    expect(await heard).toMatchObject({ message: 'hello', seq: 1 });
    // The refusal belongs in the same test: it then differs from the success in one thing only, here in who sends.
    await expect(eve.says(chat, 'let me in')).rejects.toMatchObject({ code: 'chat.not_found' });
    // What must not arrive is looked for after something that must has arrived. `all` gives what this socket has heard so far.
    expect(eve.ears?.all('message.created')).toEqual([]);
  });
});
