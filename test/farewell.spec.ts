import { person } from './support/people.js';
import { server, useServer } from './support/server.js';

useServer();

it('a server that stops says so to every socket before it closes them', async () => {
  const ada = await person('ada');
  const { socket, hears } = await ada
    .connects()
    .then((ears) => ({ socket: ears.socket, hears: ada.hears('server.draining') }));
  const closed = new Promise<string>((resolve) => socket.on('disconnect', resolve));

  await server().stop();

  expect((await hears).reconnectInMs).toBeGreaterThanOrEqual(0);
  await closed;
});
