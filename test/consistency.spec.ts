import { mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { uuidv7 } from 'uuidv7';

import type { MessageView } from '../src/contract/views/message.view.js';
import { UNUSED } from '../src/media/media.sql.js';
import type { MediaStorage } from '../src/media/storage/media-storage.js';
import { objectsOf, uploadText } from './support/files.js';
import { cancels, hours, schedules } from './support/scheduling.js';
import { people } from './support/people.js';
import { call } from './support/person.js';
import { server, useServer } from './support/server.js';
import { OPERATOR_TOKEN } from './support/suite-server/start.mjs';

// A server of its own, because the checks read all uploads and files of the server.
useServer({}, { own: true });

interface Report {
  status: string;
  checks: Record<string, { status: string; looked: number; violations: number; sample: string[] }>;
}

async function readReport(): Promise<Report> {
  const answer = await call('GET', '/health/consistency', undefined, { authorization: `Bearer ${OPERATOR_TOKEN}` });
  expect(answer.status).toBe(200);
  return answer.body as unknown as Report;
}

/** The checks that found violations, each with the ids that the report names. */
async function violations(): Promise<Record<string, string[]>> {
  const { checks } = await readReport();
  const found = Object.entries(checks).filter(([, { status }]) => status !== 'kept');
  return Object.fromEntries(found.map(([promise, { sample }]) => [promise, sample]));
}

/** A chat with three messages. One of them has an upload that is two days old. */
async function aChatWithUpload() {
  const { ada, ben } = await people('ada', 'ben');
  const chat = await ada.opensChatWith(ben);
  for (const text of ['one', 'two']) await ada.says(chat, text);
  const media = await uploadText(ada);
  await ada.does('POST', `/api/chats/${chat.id}/media-messages`, { message: '', media: { id: media.id } });
  await server().sql(`update media set created_at = now() - interval '2 days'`);
  return { ada, ben, chat, media };
}

describe('GET /health/consistency', () => {
  it('answers only with the operator token', async () => {
    const { ada } = await people('ada');
    const as = (authorization?: string) =>
      call('GET', '/health/consistency', undefined, { ...(authorization && { authorization }) });

    expect((await as()).body.code).toBe('auth.token_missing');
    for (const token of [ada.token, 'garbage', `${OPERATOR_TOKEN}x`, '']) {
      expect((await as(`Bearer ${token}`)).status).toBe(401);
    }
    expect((await readReport()).status).toBe('kept');
  });

  it('reports how much each check looked at, and no violations', async () => {
    await aChatWithUpload();
    const { status, checks } = await readReport();

    expect(status).toBe('kept');
    expect(Object.values(checks).map(({ violations }) => violations)).toEqual(Object.keys(checks).map(() => 0));
    expect(checks['seq is dense and lastSeq its end']?.looked).toBe(1);
    expect(checks['every upload has its bytes']?.looked).toBe(1);
  });

  it('accepts old uploads of avatars, scheduled and forwarded messages, and reports released ones only after a day', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const group = await ada.opensGroup('A group', ben);
    const [avatar, file, called, media] = await Promise.all(['1', '2', '3', '4'].map((text) => uploadText(ada, text)));
    if (!avatar || !file || !called || !media) throw new Error('four uploads');
    await ada.sets(group, { avatar: avatar.url });
    await schedules(ada, group, 'later', { sendAt: hours(48), media: { id: file.id } });
    const off = await schedules(ada, group, 'never', { sendAt: hours(48), media: { id: called.id } });
    const said = await ada.does<MessageView>('POST', `/api/chats/${group.id}/media-messages`, {
      message: '',
      media: [{ id: media.id }, 'https://example.com/a.png'],
    });
    await ada.does('POST', `/api/chats/${group.id}/forwarded-messages`, { chatId: group.id, messageId: said.id });
    await server().sql(`update media set created_at = now() - interval '2 days'`);
    const { status, checks } = await readReport();
    expect({ status, broken: await violations() }).toEqual({ status: 'kept', broken: {} });
    expect(checks['what shows an upload holds it']?.looked).toBeGreaterThanOrEqual(4);

    await ada.sets(group, { avatar: null });
    await cancels(ada, off);
    expect(await violations()).toEqual({});
    await server().sql(`update media set created_at = now() - interval '27 hours'`);
    const { 'no upload stays that nobody sent': stay, ...others } = await violations();
    expect([stay?.sort(), others]).toEqual([[avatar.id, called.id].sort(), {}]);
  });

  it('looks for uses of an upload in every table that refers to uploads', async () => {
    const referring = await server().sql<{ name: string }>(
      `select conrelid::regclass::text name from pg_constraint where confrelid = 'media'::regclass and contype = 'f'`,
    );
    expect(referring.length).toBeGreaterThan(0);
    for (const { name } of referring) expect(UNUSED).toContain(`from ${name} `);
  });

  it('finds a file without an upload, and messages, scheduled messages and avatars without a reference to their upload', async () => {
    const { ada, ben, chat, media } = await aChatWithUpload();
    const group = await ada.opensGroup('A group', ben);
    const avatar = await uploadText(ada, 'avatar');
    await ada.sets(group, { avatar: avatar.url });
    const scheduled = await schedules(ada, group, 'later', { sendAt: hours(48), media: { id: media.id } });
    const stray = uuidv7();
    const folder = join(server().dataDir, 'media', stray.slice(-2));
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, stray), 'left behind');
    expect(await violations()).toEqual({});

    const longAgo = new Date(Date.now() - 27 * 60 * 60 * 1000);
    await utimes(join(folder, stray), longAgo, longAgo);
    await server().sql('delete from group_avatars');
    await server().sql('delete from scheduled_uploads');
    await server().sql('delete from attachments');
    const [message] = await ada.sees(chat);
    const found = await violations();
    expect(found['no file stays without its upload']).toEqual([stray]);
    expect(found['what shows an upload holds it']?.sort()).toEqual([message?.id, scheduled.id, group.id].sort());
    await rm(join(folder, stray));
  });

  it('looks at some uploads in each call, and finds the one without bytes among 121 within four calls', async () => {
    const { ada, media } = await aChatWithUpload();
    const [lost = ''] = await objectsOf(media);
    await rm(join(server().dataDir, 'media', lost.slice(-2), lost));
    await server().sql(
      `insert into media_contents (id, owner_id, purpose, kind, mime_type, size, sha256, status)
       select gen_random_uuid(), $1, 'message', 'file', 'text/plain', 1, decode(md5(n::text), 'hex'), 'ready' from generate_series(1, 120) n`,
      [ada.id],
    );
    await server().sql(
      `insert into media_objects (id, content_id, variant, mime_type, size, sha256)
       select ('0' || substr(gen_random_uuid()::text, 2))::uuid, id, 'original', mime_type, size, sha256 from media_contents c
       where not exists (select from media_objects o where o.content_id = c.id)`,
    );
    for (const { id } of await server().sql<{ id: string }>('select id from media_objects where id <> $1', [lost])) {
      await mkdir(join(server().dataDir, 'media', id.slice(-2)), { recursive: true });
      await writeFile(join(server().dataDir, 'media', id.slice(-2), id), '.');
    }
    const found = [];
    for (let look = 0; look < 4; look++) found.push(...((await violations())['every upload has its bytes'] ?? []));
    expect(new Set(found)).toEqual(new Set([lost]));
  });

  const breaks: [promise: string, sql: string, also?: string[]][] = [
    ['seq is dense and lastSeq its end', 'delete from messages where seq = 2', ['rev is dense and lastRev its end']],
    ['seq is dense and lastSeq its end', 'update chats set last_seq = 4', ['marks stay within their chat']],
    ['rev is dense and lastRev its end', 'update chats set last_rev = 4'],
    ['rev is dense and lastRev its end', 'update messages set sent_rev = 9 where seq = 3'],
    ['marks stay within their chat', 'update participants set last_delivered_seq = 9'],
    ['marks stay within their chat', 'update participants set last_read_seq = 3, last_delivered_seq = 1'],
    ['marks stay within their chat', 'update participants set hidden_seq = 4'],
    ['marks stay within their chat', 'update participants set archived_seq = 4'],
    ['marks stay within their chat', 'update participants set last_read_rev = 99'],
    ['marks stay within their chat', 'update participants set joined_rev = 99'],
  ];
  it.each(breaks)('finds a violation of: %s (%s)', async (promise, sql, also = []) => {
    const { chat } = await aChatWithUpload();
    await server().sql(sql);

    const found = await violations();
    expect(found[promise]).toEqual([chat.id]);
    expect([promise, ...also]).toEqual(expect.arrayContaining(Object.keys(found)));
    const metrics = (await call('GET', '/metrics')).body as unknown as { text: string };
    expect(metrics.text).toContain(`parley_consistency_violations{check="${promise}"} 1`);
  });

  it('finds a message without its chat, an upload without bytes, and an upload that nobody sent', async () => {
    const { ada, media } = await aChatWithUpload();
    const elsewhere = crypto.randomUUID();
    await server().sql('update messages set chat_id = $1 where seq = 1', [elsewhere]);
    const unsent = await uploadText(ada, 'unsent');
    const [lost = ''] = await objectsOf(media);
    await server().sql(`update media set created_at = now() - interval '27 hours' where id = $1`, [unsent.id]);
    await server().service<MediaStorage>('media/storage/media-storage', 'MediaStorage').remove(lost);

    await server().sql('update stored_bytes set bytes = bytes + 1 where owner_id = $1', [ada.id]);

    expect(await violations()).toMatchObject({
      'stored bytes are the sum of the contents': [ada.id],
      'no message is without its chat': [elsewhere],
      'every upload has its bytes': [lost],
      'no upload stays that nobody sent': [unsent.id],
    });
    const metrics = (await call('GET', '/metrics')).body as unknown as { text: string };
    expect(metrics.text).toContain('parley_media_orphans{kind="row without object"} 1');
    expect(metrics.text).toContain('parley_media_orphans{kind="object without row"} 0');
  });
});
