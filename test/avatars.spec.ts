import sharp from 'sharp';

import type { MediaView, SharedMessageView } from '../src/contract/views/message.view.js';
import type { SenderView } from '../src/contract/views/user.view.js';
import type { MediaSweep } from '../src/media/media-sweep.js';
import { countUploads, form, PNG, read, upload } from './support/files.js';
import { people, person } from './support/people.js';
import type { Person } from './support/person.js';
import { server, useServer } from './support/server.js';
import { digestOf, NO_STANDING, stepsOf } from './support/sync-calls.js';

useServer();

/** Milliseconds: the first picture starts the process that decodes. */
const PROCESSED_WITHIN = 20_000;

/** A picture that is wider than high. @param hue makes it another one */
const picture = (hue: number): Promise<Buffer> =>
  sharp({ create: { width: 900, height: 600, channels: 3, background: { r: hue, g: 90, b: 200 } } })
    .jpeg()
    .toBuffer();

const setsFace = async (one: Person, hue: number) =>
  one.does<MediaView>('PUT', '/api/me/avatar', form({}, { as: 'avatar', content: await picture(hue), name: 'me.jpg' }));

const avatarOf = async (one: Person): Promise<string | null> => (await one.does<SenderView>('GET', '/api/me')).avatar;

/** Sets a face and waits until it is shown. @returns its URL */
async function showsFace(one: Person, hue: number): Promise<string> {
  const shown = one.waitFor('user.updated', undefined, PROCESSED_WITHIN);
  await setsFace(one, hue);
  return (await shown).avatar ?? '';
}

const sizeOf = async (one: Person, url: string) => {
  const { status, bytes } = await read(one, url);
  if (status !== 200) return status;
  const { format, width, height } = await sharp(bytes).metadata();
  return [format, width, height];
};

const sweep = (): Promise<void> =>
  server()
    .service<MediaSweep>('media/media-sweep', 'MediaSweep')
    .sweep(new Date(Date.now() + 48 * 3_600_000));

describe('the avatar of a person', () => {
  it('is a square in three sizes, pushed when it is processed, and shown wherever the person is', async () => {
    const { ada, ben, eve } = await people('ada', 'ben', 'eve');
    const chat = await ada.opensChatWith(ben);
    await ada.says(chat, 'hello');
    const pushes = [
      ben.waitFor('user.updated', undefined, PROCESSED_WITHIN),
      ada.waitFor('user.updated', undefined, PROCESSED_WITHIN),
    ];
    const processed = ada.waitFor('media.updated', undefined, PROCESSED_WITHIN);
    const answer = await setsFace(ada, 10);

    expect(answer).toMatchObject({ kind: 'image', status: 'processing' });
    const face = { id: ada.id, name: 'ada', avatar: answer.url };
    const changed = { ...face, data: null };
    expect(await Promise.all(pushes)).toEqual([changed, changed]);
    expect(await processed).toMatchObject({ id: answer.id, status: 'ready', width: 512, height: 512 });
    expect(await avatarOf(ada)).toBe(answer.url);
    expect(await ben.chat(chat)).toMatchObject({ avatar: answer.url, lastMessage: { sender: face } });
    expect(await ben.sees(chat)).toMatchObject([{ sender: face }]);
    expect(await eve.does('GET', `/api/users/${ada.id}`)).toMatchObject(face);

    for (const one of [ada, ben, eve]) expect(await sizeOf(one, answer.url)).toEqual(['webp', 512, 512]);
    expect(await sizeOf(eve, `${answer.url}?size=preview`)).toEqual(['webp', 256, 256]);
    expect(await sizeOf(eve, `${answer.url}?size=thumb`)).toEqual(['webp', 96, 96]);
    expect((await read(null, `${answer.url}?size=thumb&t=${eve.login.mediaToken}`)).status).toBe(200);
    expect((await read(null, `${answer.url}?size=thumb`)).status).toBe(401);
    await sweep();
    expect(await sizeOf(ben, answer.url)).toEqual(['webp', 512, 512]);
  });

  it('replaces the one before, whose files are removed; without one there is nothing to read', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const first = await showsFace(ada, 10);
    const second = await showsFace(ada, 200);
    expect(second).not.toBe(first);
    expect([await sizeOf(ben, first), await sizeOf(ben, second)]).toEqual([404, ['webp', 512, 512]]);
    expect(await countUploads()).toBe(1);

    const shown = ada.waitFor('user.updated', undefined, PROCESSED_WITHIN);
    await ada.does('DELETE', '/api/me/avatar');
    expect(await shown).toEqual({ id: ada.id, name: 'ada', avatar: null, data: null });
    await ada.does('DELETE', '/api/me/avatar');
    expect([await sizeOf(ben, second), await sizeOf(ada, second), await avatarOf(ada)]).toEqual([404, 404, null]);
    expect(await countUploads()).toBe(0);
  });

  it('may be a copy of an earlier upload of the person, and of nobody else', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const photo = await upload(ada, { content: await picture(10), name: 'boat.jpg' });
    await read(ada, photo.url);
    const shown = ada.waitFor('user.updated', undefined, PROCESSED_WITHIN);
    const face = await ada.does<MediaView>('PUT', '/api/me/avatar', { media: photo.id });
    expect((await shown).avatar).toBe(face.url);
    expect(face.id).not.toBe(photo.id);
    expect(await sizeOf(ben, face.url)).toEqual(['webp', 512, 512]);
    expect(await sizeOf(ben, photo.url)).toBe(404);
    await ada.does('DELETE', '/api/me/avatar');
    expect(await sizeOf(ada, photo.url)).toEqual(['jpeg', 900, 600]);

    const stolen = await ben.call('PUT', '/api/me/avatar', { media: photo.id });
    expect(stolen).toMatchObject({ status: 404, body: { code: 'media.not_found' } });
  });

  it('stays as it was when the new one is rejected or refused', async () => {
    const { ada } = await people('ada');
    const face = await showsFace(ada, 10);
    const broken = (await picture(99)).subarray(0, 700);
    const rejected = ada.waitFor('media.updated', ({ status }) => status === 'rejected', PROCESSED_WITHIN);
    const sent = await ada.does<MediaView>(
      'PUT',
      '/api/me/avatar',
      form({}, { as: 'avatar', content: broken, name: 'a.jpg' }),
    );
    expect(sent.status).toBe('processing');
    expect(await rejected).toMatchObject({ id: sent.id, status: 'rejected', reason: 'broken' });
    expect(await avatarOf(ada)).toBe(face);

    const puts = (body?: unknown) => ada.call('PUT', '/api/me/avatar', body);
    const text = await upload(ada, { content: 'words', name: 'a.txt', type: 'text/plain' });
    for (const body of [form({}, { as: 'avatar', content: 'words', name: 'a.txt' }), { media: text.id }]) {
      expect(await puts(body)).toMatchObject({ status: 415, body: { code: 'media.unsupported' } });
    }
    const photo = await upload(ada, { content: broken, name: 'a.jpg' });
    expect((await read(ada, photo.url)).status).toBe(410);
    expect(await puts({ media: photo.id })).toMatchObject({
      status: 410,
      body: { code: 'media.rejected', params: { reason: 'broken' } },
    });
    const wrong = [undefined, {}, { media: 'x' }, { avatar: 'https://example.com/a.png' }, form({}, {}, {})];
    for (const body of [...wrong, form({ media: text.id }, {})]) {
      expect(await puts(body)).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    }
    expect(await avatarOf(ada)).toBe(face);
  });

  it('is closed to people whom the person has blocked', async () => {
    const { ada, ben, eve } = await people('ada', 'ben', 'eve');
    const face = await showsFace(ada, 10);
    await ada.does('PUT', `/api/users/${ben.id}/block`);
    await eve.does('PUT', `/api/users/${ada.id}/block`);
    expect([await sizeOf(ben, `${face}?size=thumb`), await sizeOf(eve, `${face}?size=thumb`)]).toEqual([
      404,
      ['webp', 96, 96],
    ]);
  });

  it('reaches a client that was offline', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const held = (await digestOf(ben, chat)) ?? NO_STANDING;
    const avatar = await showsFace(ada, 10);
    const [step] = await stepsOf(ben, chat, held);
    expect(step?.chat).toMatchObject({ avatar });
  });
});

describe('the avatar of a group', () => {
  it('is set by an admin with a picture, and shown and announced when it is processed', async () => {
    const { ada, ben, eve } = await people('ada', 'ben', 'eve');
    const chat = await ada.opensGroup('Boats', ben);
    const sets = async (one: Person, hue: number) =>
      one.call<MediaView>(
        'PUT',
        `/api/chats/${chat.id}/avatar`,
        form({}, { as: 'avatar', content: await picture(hue) }),
      );
    const pushed = ben.waitFor('chat.updated', undefined, PROCESSED_WITHIN);
    const isAbout = ({ system }: SharedMessageView): boolean => system?.event === 'avatar.changed';
    const announced = ben.waitFor('message.created', isAbout, PROCESSED_WITHIN);
    const { status, body } = await sets(ada, 10);
    const { url } = body.data;

    expect([status, body.data.status]).toEqual([200, 'processing']);
    expect(await pushed).toMatchObject({ id: chat.id, avatar: url });
    expect(await sizeOf(ben, url)).toEqual(['webp', 512, 512]);
    expect([await sizeOf(ben, `${url}?size=thumb`), await sizeOf(eve, url)]).toEqual([['webp', 96, 96], 404]);
    await announced;
    await sweep();
    expect(await sizeOf(ben, url)).toEqual(['webp', 512, 512]);

    expect(await sets(ben, 20)).toMatchObject({ status: 403, body: { code: 'chat.not_admin' } });
    expect(await sets(eve, 20)).toMatchObject({ status: 404, body: { code: 'chat.not_found' } });
    expect(await ben.call('DELETE', `/api/chats/${chat.id}/avatar`)).toMatchObject({ status: 403 });
    await ada.does('DELETE', `/api/chats/${chat.id}/avatar`);
    expect([(await ben.chat(chat)).avatar, await sizeOf(ben, url)]).toEqual([null, 404]);
  });

  it('stays as it was when who sent the picture may not change the group any more', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensGroup('Boats', ben);
    const photo = await upload(ben, { content: await picture(2), name: 'boat.jpg' });
    await read(ben, photo.url);
    // As if the picture had become ready only now, after Ben stopped being an admin.
    await server().sql('insert into group_avatars (chat_id, pending_id) values ($1, $2)', [chat.id, photo.id]);
    const again = ben.waitFor('media.updated', ({ id }) => id === photo.id, PROCESSED_WITHIN);
    const repeats = () => server().sql('update media_jobs set run_at = now() where lease is null returning content_id');
    while ((await repeats()).length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    await again;
    expect((await ada.chat(chat)).avatar).toBeNull();
  });
});

it('a small picture becomes an avatar, too', async () => {
  const ada = await person('ada');
  await ada.connects();
  const shown = ada.waitFor('user.updated', undefined, PROCESSED_WITHIN);
  await ada.does('PUT', '/api/me/avatar', form({}, { content: PNG }));
  expect((await shown).avatar).toMatch(/^\/api\/media\//);
});
