import { MemoryStorage, type Parley } from '@parley/client';

import { people } from '../support/people.js';
import { useServer } from '../support/server.js';
import { clientOf, closeClients, resumed, until } from './clients.js';

useServer();
afterEach(closeClients);

async function adaWithBen() {
  const { ada, ben } = await people('ada', 'ben');
  const { id } = await ada.opensChatWith(ben);
  return { ada, ben, id };
}

/** Holds the next upload of a client in this process until `goOn` is called. `begun` resolves when the client has asked for it. */
function holdUpload(): { begun: Promise<void>; goOn: () => void } {
  const { fetch } = globalThis;
  let goOn = (): void => undefined;
  const held = new Promise<void>((resolve) => (goOn = resolve));
  const begun = new Promise<void>((resolve) => {
    const spy = jest.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
      if (input instanceof Request && input.url.endsWith('/api/media')) {
        spy.mockRestore();
        resolve();
        await held;
      }
      return fetch(input, init);
    });
  });
  return { begun, goOn };
}

const waiting = (parley: Parley, id: string) => parley.chat(id)!.messages.filter(({ outgoing }) => outgoing);
const texts = (parley: Parley, id: string) => parley.chat(id)!.messages.map(({ message }) => message);

describe('a message in the outbox', () => {
  it('survives a reload, and is sent once, in order', async () => {
    const { ada, id } = await adaWithBen();
    const storage = new MemoryStorage();
    const before = await clientOf(ada, { storage });
    const chat = before.chat(id)!;
    const ids = ['one', 'two', 'three'].map((message) => chat.send({ message }));
    before.close();
    expect(await ada.sees({ id })).toEqual([]);

    const after = await resumed(ada, storage);
    await until(after, () => after.chat(id) !== undefined && waiting(after, id).length === 0);
    await after.chat(id)!.older();
    expect(after.chat(id)!.messages.map((one) => [one.id, one.message, one.seq])).toEqual([
      [ids[0], 'one', 1],
      [ids[1], 'two', 2],
      [ids[2], 'three', 3],
    ]);

    after.close();
    const later = await resumed(ada, storage);
    await later.chat(id)!.older();
    expect(texts(later, id)).toEqual(['one', 'two', 'three']);
  });

  it('is kept when two tabs use the same storage', async () => {
    const { ada, id } = await adaWithBen();
    const storage = new MemoryStorage();
    const [left, right] = [await clientOf(ada, { storage }), await clientOf(ada, { storage })];
    left.chat(id)!.send({ message: 'left' });
    right.chat(id)!.send({ message: 'right' });
    left.close();
    right.close();

    const after = await resumed(ada, storage);
    await until(after, () => after.chat(id)?.view.lastSeq === 2 && waiting(after, id).length === 0);
    await after.chat(id)!.older();
    expect(texts(after, id).sort()).toEqual(['left', 'right']);
  });

  it('stays with its reason when it is refused, does not block the next one, and can be retried', async () => {
    const { ada, ben, id } = await adaWithBen();
    const client = await clientOf(ada);
    await ben.does('PUT', `/api/users/${ada.id}/block`);
    const refused = client.chat(id)!.send({ message: 'Are you there?' });
    await until(client, () => waiting(client, id)[0]?.outgoing?.state === 'failed');
    expect(waiting(client, id)).toMatchObject([
      { id: refused, outgoing: { error: 'You and this person do not write to each other.' } },
    ]);

    await ben.does('DELETE', `/api/users/${ada.id}/block`);
    client.chat(id)!.send({ message: 'Hello?' });
    await until(client, () => client.chat(id)!.view.lastSeq === 1);
    client.chat(id)!.retry(refused);
    await until(client, () => client.chat(id)!.view.lastSeq === 2 && waiting(client, id).length === 0);
    expect(texts(client, id)).toEqual(['Hello?', 'Are you there?']);
  });

  it('can be discarded when it is refused', async () => {
    const { ada, id } = await adaWithBen();
    const client = await clientOf(ada);
    const refused = client.chat(id)!.send({ message: 'x'.repeat(4001) });
    await until(client, () => waiting(client, id)[0]?.outgoing?.state === 'failed');
    client.chat(id)!.discard(refused);
    expect(client.chat(id)!.messages).toEqual([]);
  });

  it('is sent, in order, even if the storage is full or forbidden, and a listener throws', async () => {
    const { ada, id } = await adaWithBen();
    const complaints = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const no = (): never => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    };
    const storage = { getItem: no, setItem: no, removeItem: () => Promise.reject(new Error('forbidden')) };
    const client = await clientOf(ada, { storage });
    const end = client.subscribe(no);
    for (const message of ['one', 'two']) client.chat(id)!.send({ message });
    await until(client, () => client.chat(id)!.view.lastSeq === 2 && waiting(client, id).length === 0);
    expect(texts(client, id)).toEqual(['one', 'two']);
    expect((await ada.sees({ id })).map(({ message }) => message)).toEqual(['two', 'one']);

    expect(complaints).toHaveBeenCalledWith(expect.objectContaining({ name: 'QuotaExceededError' }));
    end();
    complaints.mockRestore();
    await client.signOut();
  });

  it('waits until its files are uploaded, and so does the message after it', async () => {
    const { ada, ben, id } = await adaWithBen();
    const [client, other] = [await clientOf(ada), await clientOf(ben)];
    const note = new File(['a note'], 'note.txt', { type: 'text/plain' });
    const upload = holdUpload();
    const said = client.chat(id)!.sendFiles([note], { message: 'Read this' });
    client.chat(id)!.send({ message: 'And this' });
    await upload.begun;
    await ben.says({ id }, 'Well?');
    await until(client, () => client.chat(id)!.view.lastSeq === 1);
    expect(waiting(client, id).map(({ outgoing }) => outgoing?.state)).toEqual(['sending', 'waiting']);
    upload.goOn();

    await until(other, () => other.chat(id)!.messages.length === 3);
    expect(texts(other, id)).toEqual(['Well?', 'Read this', 'And this']);
    const message = other.chat(id)!.messages[1];
    expect(message).toMatchObject({ id: said, kind: 'media', message: 'Read this', media: [{ name: 'note.txt' }] });
    const address = other.mediaUrl(message!.media[0]!.url);
    expect(await (await fetch(address)).text()).toBe('a note');
  });

  it('is sent without a text if it has files, places, media or a poll, and refused if it has nothing', async () => {
    const { ada, ben, id } = await adaWithBen();
    const [client, other] = [await clientOf(ada), await clientOf(ben)];
    const chat = client.chat(id)!;
    const voice = new File(['a voice'], 'voice.ogg', { type: 'audio/ogg' });
    const ids = [
      chat.sendFiles([voice]),
      chat.send({ attachments: [{ kind: 'location', latitude: 1, longitude: 2 }] }),
      chat.send({ media: 'https://example.com/cat.png' }),
      chat.send({ message: '', poll: { options: ['this', 'that'] } }),
    ];
    await until(other, () => other.chat(id)!.messages.length === ids.length);
    const kinds = ['media', 'location', 'media', 'poll'];
    const sent = other.chat(id)!.messages.map((one) => [one.id, one.kind, one.message]);
    expect(sent).toEqual(ids.map((one, index) => [one, kinds[index], '']));
    await until(client, () => waiting(client, id).length === 0);

    const refused = chat.send({ message: '' });
    await until(client, () => waiting(client, id)[0]?.outgoing?.state === 'failed');
    expect(waiting(client, id)).toMatchObject([{ id: refused, kind: 'text' }]);
  });
});
