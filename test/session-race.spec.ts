import type { ChatNamespace } from '../src/realtime/sockets/chat-socket.js';
import { Sockets } from '../src/realtime/delivery/sockets.js';
import type { Ears } from './support/ears.js';
import { onAnotherDevice, person } from './support/people.js';
import type { Person } from './support/person.js';
import { here, useServerHere } from './support/server-here.js';

useServerHere();

/** The server's side of a connection. */
function namespaceOf(ears: Ears): Promise<ChatNamespace> {
  return new Promise((resolve) => {
    here()
      .get(Sockets)
      .each((socket) => {
        if (socket.id === ears.socket.id) resolve(socket.nsp);
      });
  });
}

it('the end of a session also closes a socket that is just connecting', async () => {
  const ada = await person('ada');
  const phone = await onAnotherDevice(ada);
  const namespace = await namespaceOf(await ada.connects());
  let signsOut = (): Promise<unknown> => phone.does('POST', '/api/logout');
  // Runs when the token was found to be good and the socket is not there yet.
  namespace.use((_, next) => {
    void signsOut().then(() => next());
    signsOut = () => Promise.resolve();
  });

  expect(await endOf(phone)).toMatchObject({ code: 'auth.session_revoked' });
  await ada.connects();
});

/** Why a connection is not there any more. It may have become ready first: the session is looked up again behind that. */
function endOf(phone: Person): Promise<unknown> {
  return phone.connects().then(
    (ears) => ears.all('session.ended')[0] ?? ears.hears('session.ended'),
    (error: unknown) => error,
  );
}
