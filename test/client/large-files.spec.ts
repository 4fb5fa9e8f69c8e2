import { randomBytes } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { type FileStorage, MemoryStorage, type Parley, RESUMABLE_FROM } from '@parley/client';

import { BreakableProxy } from '../support/breakable-proxy.js';
import { countUploads, read } from '../support/files.js';
import { people } from '../support/people.js';
import { server, useServer } from '../support/server.js';
import { sha256 } from '../support/tus.js';
import { clientOf, closeClients, resumed, until } from './clients.js';

useServer({}, { one: true });
afterEach(closeClients);

const MIB = 1024 * 1024;

/** A storage of files in memory, as a browser has one on the disk. */
class MemoryFiles implements FileStorage {
  private readonly kept = new Map<string, Blob>();

  get = (key: string) => Promise.resolve(this.kept.get(key) ?? null);
  set = (key: string, file: Blob) => Promise.resolve(void this.kept.set(key, file));
  remove = (key: string) => Promise.resolve(void this.kept.delete(key));
  keys = () => Promise.resolve([...this.kept.keys()]);
}

async function adaWithBen() {
  const { ada, ben } = await people('ada', 'ben');
  const { id } = await ada.opensChatWith(ben);
  return { ada, ben, id };
}

const film = (bytes: Buffer) => new File([Uint8Array.from(bytes)], 'a “film”.bin', { type: 'application/x-film' });
const outgoing = (parley: Parley, id: string) => parley.chat(id)?.messages.at(-1)?.outgoing;
const isSent = (parley: Parley, id: string) => parley.chat(id)?.view.lastSeq === 1 && !outgoing(parley, id);

/** Unfinished uploads of earlier tests: emptying the database leaves their files. */
let before: string[] = [];
const unfinished = () => readdir(join(server().dataDir, 'media', 'uploads'));
beforeEach(async () => (before = await unfinished()));

/** Bytes of unfinished uploads on the disk of the server. */
async function arrived(): Promise<number> {
  const sizes = (await unfinished())
    .filter((name) => !before.includes(name))
    .map((name) => stat(join(server().dataDir, 'media', 'uploads', name)).catch(() => ({ size: 0 })));
  return (await Promise.all(sizes)).reduce((sum, { size }) => sum + size, 0);
}

async function untilArrived(bytes: number): Promise<void> {
  while ((await arrived()) < bytes) await new Promise(setImmediate);
}

const countRows = async () =>
  (await server().sql<{ rows: number }>('select count(*)::int as rows from resumable_uploads'))[0]?.rows;

describe('a large file', () => {
  it('that is cut three times goes on where it was, and its message is sent once', async () => {
    const { ada, ben, id } = await adaWithBen();
    const proxy = await BreakableProxy.to(ada.socketServer.url);
    const client = await clientOf(ada, { url: proxy.url });
    const bytes = randomBytes(13 * MIB);
    const shares = new Set<number>();
    client.subscribe(() => shares.add(outgoing(client, id)?.progress ?? 0));
    const said = client.chat(id)!.sendFiles([film(bytes)], { message: 'Look' });
    for (const cut of [2, 6, 10]) {
      await untilArrived(cut * MIB);
      proxy.break();
      await until(client, () => outgoing(client, id)?.state === 'waiting');
      proxy.repair();
    }
    await until(client, () => isSent(client, id));
    proxy.close();

    const messages = await ben.sees({ id });
    expect(messages).toMatchObject([
      { id: said, message: 'Look', media: [{ name: 'a “film”.bin', size: bytes.length }] },
    ]);
    const { url, mimeType } = messages[0]!.media[0]!;
    expect(mimeType).toBe('application/x-film');
    expect(sha256((await read(ben, url)).bytes)).toBe(sha256(bytes));
    expect([await countUploads(), await countRows()]).toEqual([1, 1]);
    expect([...shares]).toEqual([...shares].sort((one, other) => one - other));
    expect(shares.size).toBeGreaterThan(3);
  });

  it('goes on after a reload, if there is a storage of files', async () => {
    const { ada, ben, id } = await adaWithBen();
    const [storage, files] = [new MemoryStorage(), new MemoryFiles()];
    const left = await clientOf(ada, { storage, files });
    const [bytes, note] = [randomBytes(9 * MIB), new File(['a note'], 'note.txt', { type: 'text/plain' })];
    left.chat(id)!.sendFiles([film(bytes), note]);
    await untilArrived(MIB);
    left.close();

    const after = await resumed(ada, storage, { files });
    await until(after, () => isSent(after, id));
    const [message, ...more] = await ben.sees({ id });
    const sums = await Promise.all(message!.media.map(async ({ url }) => sha256((await read(ben, url)).bytes)));
    expect([sums, more]).toEqual([[sha256(bytes), sha256(Buffer.from('a note'))], []]);
    expect([await countRows(), await files.keys()]).toEqual([1, []]);
  });

  it('fails with its message after a reload, if there is no storage of files', async () => {
    const { ada, ben, id } = await adaWithBen();
    const storage = new MemoryStorage();
    const left = await clientOf(ada, { storage });
    left.chat(id)!.sendFiles([film(randomBytes(RESUMABLE_FROM + 1))], { message: 'Look' });
    await untilArrived(MIB);
    left.close();

    const after = await resumed(ada, storage);
    await until(after, () => outgoing(after, id)?.state === 'failed');
    expect(outgoing(after, id)?.error).toBe('A file was not uploaded before the app was closed. Attach it again.');
    expect(await ben.sees({ id })).toEqual([]);
  });

  it('is not sent, and leaves nothing, when it is discarded while it is uploaded', async () => {
    const { ada, ben, id } = await adaWithBen();
    const client = await clientOf(ada);
    const chat = client.chat(id)!;
    const discarded = chat.sendFiles([film(randomBytes(13 * MIB))], { message: 'Look' });
    const next = chat.send({ message: 'Never mind' });
    await untilArrived(MIB);
    chat.discard(discarded);
    await until(client, () => isSent(client, id));
    expect((await ben.sees({ id })).map((one) => one.id)).toEqual([next]);
    while ((await countRows()) !== 0) await new Promise(setImmediate);
    expect([await arrived(), await countUploads()]).toEqual([0, 0]);
  });
});
