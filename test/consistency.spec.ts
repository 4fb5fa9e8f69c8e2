import type { MediaStorage } from '../src/media/media-storage.js';
import { upload } from './support/files.js';
import { people } from './support/people.js';
import { call } from './support/person.js';
import { server, useServer } from './support/server.js';

const OPERATOR_TOKEN = 'only for operators in tests';
useServer({ OPERATOR_TOKEN });

interface Report {
  status: string;
  checks: Record<string, { status: string; looked: number; violations: number; sample: string[] }>;
}

async function looks(): Promise<Report> {
  const answer = await call('GET', '/health/consistency', undefined, { authorization: `Bearer ${OPERATOR_TOKEN}` });
  expect(answer.status).toBe(200);
  return answer.body as unknown as Report;
}

/** The promises that are broken, with what the report names. */
async function broken(): Promise<Record<string, string[]>> {
  const { checks } = await looks();
  const found = Object.entries(checks).filter(([, { status }]) => status !== 'kept');
  return Object.fromEntries(found.map(([promise, { sample }]) => [promise, sample]));
}

/** A chat with three messages, one of them with an upload that is older than a minute. */
async function talk() {
  const { ada, ben } = await people('ada', 'ben');
  const chat = await ada.opensChatWith(ben);
  for (const text of ['one', 'two']) await ada.says(chat, text);
  const media = await upload(ada);
  await ada.does('POST', `/api/chats/${chat.id}/media-messages`, { message: '', media: { id: media.id } });
  await server().sql(`update media set created_at = now() - interval '2 days'`);
  return { ada, ben, chat, media };
}

describe('the page on consistency', () => {
  it('is for operators alone', async () => {
    const { ada } = await people('ada');
    const as = (authorization?: string) =>
      call('GET', '/health/consistency', undefined, { ...(authorization && { authorization }) });

    expect((await as()).body.code).toBe('auth.token_missing');
    for (const token of [ada.token, 'garbage', `${OPERATOR_TOKEN}x`, '']) {
      expect((await as(`Bearer ${token}`)).status).toBe(401);
    }
    expect((await looks()).status).toBe('kept');
  });

  it('says what it looked at, and that all of it holds', async () => {
    await talk();
    const { status, checks } = await looks();

    expect(status).toBe('kept');
    expect(Object.values(checks).map(({ violations }) => violations)).toEqual(Object.keys(checks).map(() => 0));
    expect(checks['seq is dense and lastSeq its end']?.looked).toBe(1);
    expect(checks['every upload has its bytes']?.looked).toBe(1);
  });

  const breaks: [promise: string, sql: string, also?: string[]][] = [
    ['seq is dense and lastSeq its end', 'delete from messages where seq = 2', ['rev is dense and lastRev its end']],
    ['seq is dense and lastSeq its end', 'update chats set last_seq = 4', ['marks stay within their chat']],
    ['rev is dense and lastRev its end', 'update chats set last_rev = 4'],
    ['rev is dense and lastRev its end', 'update messages set sent_rev = 9 where seq = 3'],
    ['marks stay within their chat', 'update participants set last_delivered_seq = 9'],
    ['marks stay within their chat', 'update participants set last_read_seq = 3, last_delivered_seq = 1'],
  ];
  it.each(breaks)('finds out when not: %s (%s)', async (promise, sql, also = []) => {
    const { chat } = await talk();
    await server().sql(sql);

    const found = await broken();
    expect(found[promise]).toEqual([chat.id]);
    expect([promise, ...also]).toEqual(expect.arrayContaining(Object.keys(found)));
    const metrics = (await call('GET', '/metrics')).body as unknown as { text: string };
    expect(metrics.text).toContain(`parley_consistency_violations{check="${promise}"} 1`);
  });

  it('finds a message without its chat, and uploads without bytes or without anybody who sent them', async () => {
    const { ada, media } = await talk();
    const elsewhere = crypto.randomUUID();
    await server().sql('update messages set chat_id = $1 where seq = 1', [elsewhere]);
    const unsent = await upload(ada);
    await server().sql(`update media set created_at = now() - interval '27 hours' where id = $1`, [unsent.id]);
    await server().service<MediaStorage>('media/media-storage', 'MediaStorage').remove(media.id);

    expect(await broken()).toMatchObject({
      'no message is without its chat': [elsewhere],
      'every upload has its bytes': [media.id],
      'no upload stays that nobody sent': [unsent.id],
    });
  });
});
