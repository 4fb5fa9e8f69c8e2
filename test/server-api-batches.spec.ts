import { randomUUID } from 'node:crypto';

import type { MessageView } from '../src/contract/views/message.view.js';
import type { AppChatView } from '../src/contract/views/server.view.js';
import { AppBackEnd } from './support/app-back-end.js';
import { useServer } from './support/server.js';

useServer();

const MOST = 100;
const listOf = <Item>(count: number, item: (n: number) => Item): Item[] =>
  Array.from({ length: count }, (_, n) => item(n));

/** Makes a call with 100 items, all of which must succeed, and with 101 and with none, which must be refused. */
async function hasAtMost100(app: AppBackEnd, path: string, field: string, item: (n: number) => unknown) {
  for (const count of [MOST + 1, 0]) {
    const refused = await app.call('POST', path, { [field]: listOf(count, item) });
    expect([count, refused.status, refused.body.code]).toEqual([count, 400, 'request.invalid']);
    expect(refused.body.details).toMatchObject([{ field }]);
  }
  const outcomes = await app.does<{ status: string }[]>('POST', path, { [field]: listOf(MOST, item) });
  expect(outcomes.map(({ status }) => status)).toEqual(listOf(MOST, () => 'success'));
}

describe('a batch has at most 100', () => {
  it('people, and participants', async () => {
    const app = await AppBackEnd.withKey();
    const idOf = (n: number) => `person ${n}`;
    await app.brings('owner');
    await hasAtMost100(app, 'users/batch', 'users', (n) => ({ externalId: idOf(n), name: idOf(n) }));
    expect((await app.call('GET', `users/${idOf(MOST)}`)).body.code).toBe('user.external_id_unknown');

    const { id } = await app.does<AppChatView>('POST', 'chats', { title: 'All', participants: ['owner'] });
    await hasAtMost100(app, `chats/${id}/participants/batch`, 'participants', idOf);
    expect(await app.does('GET', `chats/${id}`)).toMatchObject({ participantCount: 1 + MOST });
  });

  it('messages', async () => {
    const app = await AppBackEnd.withKey();
    for (const one of ['uma', 'vic']) await app.brings(one);
    const { id } = await app.does<AppChatView>('POST', 'chats', { participants: ['uma', 'vic'] });
    const path = `chats/${id}/messages`;
    await hasAtMost100(app, `${path}/batch`, 'messages', (n) => ({ id: randomUUID(), as: 'uma', message: `No. ${n}` }));
    const [last] = await app.does<MessageView[]>('GET', `${path}?limit=1`);
    expect(last).toMatchObject({ seq: MOST, message: `No. ${MOST - 1}` });
  });
});
