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
    ...accountValues(),
    ...serverValues(ben),
    remindAt: new Date(Date.now() + HOUR).toISOString(),
  };
}

/** The fields of accounts and of ways to sign in. */
const accountValues = () => ({
  email: `${randomUUID()}@example.com`,
  password: 'a password for tests',
  current: 'a password for tests',
  token: 'of no mail',
  code: '123456',
  secondFactor: '123456',
  codeVerifier: 'v'.repeat(43),
  codeChallenge: 'c'.repeat(43),
  return: 'https://app.example.org/',
  uses: 3,
  note: 'for the new people',
  invite: 'not needed here',
});

/** The fields of the server API. */
const serverValues = (ben: string) => ({
  externalId: ben,
  as: ben,
  plan: 'free',
  ttl: 60,
  type: 'group',
  users: [{ externalId: ben, name: 'ben' }],
  messages: [{ message: 'without an id' }],
  scopes: ['users:read'],
  keepFor: 60,
  expiresAt: new Date(Date.now() + HOUR).toISOString(),
});
