import { createHash } from 'node:crypto';

import { uuidv7 } from 'uuidv7';

import type { Send } from '../src/messages/send/send.js';
import type { Acknowledged } from './audit.js';

let serial = 0;

/** A sender who sends one message after the other straight into a writer, to each of their chats in turn. */
export interface DirectSender {
  userId: string;
  chats: string[];
}

/** All senders at once, for this long. @param stored receives what was acknowledged. @returns sends per second */
export async function sendAll(
  writer: { send(send: Send): Promise<unknown> },
  senders: DirectSender[],
  { seconds, stored }: { seconds: number; stored: Acknowledged[] },
): Promise<number> {
  const since = performance.now();
  const until = since + seconds * 1000;
  const counts = await Promise.all(
    senders.map(async ({ userId, chats }) => {
      let count = 0;
      for (; performance.now() < until; count++) {
        const message = nthMessage(++serial, userId, chats[count % chats.length] ?? '');
        await writer.send(message);
        stored.push({ id: message.id, chatId: message.chatId, body: message.body });
      }
      return count;
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0) / ((performance.now() - since) / 1000);
}

function nthMessage(count: number, userId: string, chatId: string): Send {
  const body = `message ${count}: are we still on for lunch tomorrow?`;
  const hash = createHash('sha256').update(body).digest();
  const plain = {
    folded: null,
    reply: null,
    media: null,
    uploads: [],
    mentions: null,
    mentionsAll: false,
    extras: null,
  };
  return { ...plain, id: uuidv7(), chatId, userId, body, hash, kind: 'text' };
}
