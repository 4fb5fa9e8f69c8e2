import { randomUUID } from 'node:crypto';

const HOUR = 60 * 60 * 1000;

/** A valid value for each field that any call accepts. */
export function goodValues({
  ben,
  chat,
  message,
}: {
  ben: string;
  chat: string;
  message: string;
}): Record<string, unknown> {
  return {
    email: `${randomUUID()}@example.com`,
    password: 'a password for tests',
    name: 'ada',
    everywhere: false,
    participants: [ben],
    title: 'A group',
    message: 'hello',
    media: 'https://example.com/a.png',
    seq: 1,
    version: 0,
    reason: 'spam',
    role: 'admin',
    avatar: 'https://example.com/a.png',
    description: 'what it is for',
    historyHidden: true,
    seconds: 60,
    expiresIn: 60,
    maxUses: 3,
    needsApproval: true,
    chatId: chat,
    messageId: message,
    options: [],
    sendIn: 3600,
    kind: 'custom',
    data: { order: 7, lines: [{ name: 'Zoë', price: 1.5 }] },
    remindAt: new Date(Date.now() + HOUR).toISOString(),
  };
}
