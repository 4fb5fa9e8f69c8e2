import type { ChatNamespace } from '../src/realtime/sockets/chat-socket.js';
import { Sockets } from '../src/realtime/delivery/sockets.js';
import type { TestSocket } from './support/test-socket.js';
import { onAnotherDevice, person } from './support/people.js';
import type { Person } from './support/person.js';
import { here, useServerHere } from './support/server-here.js';

useServerHere();

/** The namespace of this connection in the server. */
function namespaceOf(testSocket: TestSocket): Promise<ChatNamespace> {
  return new Promise((resolve) => {
    here()
      .get(Sockets)
      .each((socket) => {
        if (socket.id === testSocket.client.id) resolve(socket.nsp);
      });
  });
}

it('the end of a session also closes a socket that is just connecting', async () => {
  const ada = await person('ada');
  const phone = await onAnotherDevice(ada);
  const namespace = await namespaceOf(await ada.connects());
  let signsOut = (): Promise<unknown> => phone.does('POST', '/api/logout');
  // Runs after the token was verified and before the socket is connected.
  namespace.use((_, next) => {
    void signsOut().then(() => next());
    signsOut = () => Promise.resolve();
  });

  expect(await endOf(phone)).toMatchObject({ code: 'auth.session_revoked' });
  await ada.connects();
});

/** Why the connection ends. It may become ready first, because the server looks up the session once more after that. */
function endOf(phone: Person): Promise<unknown> {
  return phone.connects().then(
    (testSocket) => testSocket.all('session.ended')[0] ?? testSocket.waitFor('session.ended'),
    (error: unknown) => error,
  );
}
