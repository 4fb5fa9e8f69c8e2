import { HttpConnection, requestOf } from '../http-connection.mjs';
import { SocketConnection } from '../socket-connection.mjs';
import { Tally } from '../tally.mjs';

const ANSWER_WITHIN_MS = 60_000;

/**
 * REST and sockets, for many people who act as usual. `lines` is the number of connections. `open` returns a connection whose `ask` makes
 * the next call and returns its result, one of Tally's four words. `atOnce` is how many calls a connection may have open.
 */
export const TRANSPORTS = {
  /** Of ten calls six read a page, three send a message, and one lists the chats. */
  REST: {
    connections: 2_500,
    atOnce: 1,
    async open(url, { token, chat }, address) {
      const connection = await HttpConnection.open(url);
      const messages = `/api/chats/${chat}/messages`;
      const read = requestOf({ path: messages, token, address });
      const say = requestOf({ method: 'POST', path: messages, token, address, body: { message: 'what a day' } });
      const list = requestOf({ path: '/api/chats', token, address });
      const asks = [read, say, read, list, read, say, read, say, read, read];
      let number = Math.floor(Math.random() * asks.length);
      return {
        isClosed: () => connection.closed,
        ask: async () => word('http', await connection.ask(asks[(number += 1) % asks.length], ANSWER_WITHIN_MS)),
        close: () => connection.close(),
      };
    },
  },
  /** Every other event sends a message; the others mark as read. */
  sockets: {
    connections: 200,
    atOnce: 40,
    async open(url, { token, chat }, address) {
      const connection = await SocketConnection.signIn(url, token, { address });
      const say = ['message.send', { chatId: chat, message: 'what a day' }];
      const read = ['chat.read', { chatId: chat, seq: 1 }];
      let number = Math.floor(Math.random() * 2);
      return {
        isClosed: () => connection.closed,
        ask: async () => {
          number += 1;
          const [event, payload] = number % 2 === 0 ? say : read;
          return word('ack', await connection.asks(event, payload, ANSWER_WITHIN_MS));
        },
        close: () => connection.close(),
      };
    },
  },
};

/** The result of an answer, in one of Tally's words. */
function word(kind, answer) {
  const tally = new Tally();
  tally[kind](answer);
  return ['accepted', 'refused', 'failed', 'unanswered'].find((one) => tally[one] === 1);
}
