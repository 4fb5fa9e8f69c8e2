import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { Server } from 'socket.io';

import { serve } from './child.js';

/** The minimum that can push: Socket.IO and one room, which gets every message, without authentication. */
const http = createServer();
const io = new Server(http, { serveClient: false });
let seq = 0;

io.on('connection', (socket) => {
  void socket.join('room');
  socket.on('message.send', ({ message }: { message: string }, ack: (answer: unknown) => void) => {
    seq += 1;
    io.to('room').emit('message.created', { ...LIKE_OURS, seq, rev: seq, message });
    ack({ status: 'success', data: LIKE_OURS });
  });
  socket.emit('connection.ready', {});
});

/** A payload of the size and shape of ours. */
const LIKE_OURS = {
  id: '0199aaaa-0000-7000-8000-000000000000',
  chatId: '0199aaaa-0000-7000-8000-000000000001',
  kind: 'text',
  participantId: '0199aaaa-0000-7000-8000-000000000002',
  sender: { id: '0199aaaa-0000-7000-8000-000000000003', name: 'Person 1', avatar: null },
  media: [],
  reply: null,
  system: null,
  reactions: [],
  createdAt: '2026-11-23T12:00:00.000Z',
  editedAt: null,
  deletedAt: null,
};

http.listen(0, '127.0.0.1', () => {
  const { port } = http.address() as AddressInfo;
  serve(
    { url: `http://127.0.0.1:${port}` },
    () => null,
    () => io.close(),
  );
});
