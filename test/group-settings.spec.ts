import type { MediaSweep } from '../src/media/media-sweep.js';
import { digestOf, stepsOf } from './support/sync-calls.js';
import { read, upload } from './support/files.js';
import { people } from './support/people.js';
import { server, useServer } from './support/server.js';

useServer();

async function aGroup() {
  const { ada, ben, cleo } = await people('ada', 'ben', 'cleo');
  return { ada, ben, cleo, chat: await ada.opensGroup('Boats', ben) };
}

describe('the settings of a group', () => {
  it('can be changed in part, are pushed and synced, and do not change when the call is repeated', async () => {
    const { ada, ben, cleo, chat } = await aGroup();
    const held = (await digestOf(ben, chat)) ?? [0, 0, 0, 0];
    const pushed = ben.waitFor('chat.updated');

    const wanted = {
      title: 'Ships ⚓  and boats',
      description: 'Who sails when.',
      avatar: 'https://example.com/a.png',
    };
    const after = await ada.sets(chat, wanted);
    expect(after).toMatchObject({ ...wanted, historyHidden: false, messageLifetime: null });
    expect(await pushed).toEqual({
      id: chat.id,
      chatId: chat.id,
      rev: 1,
      ...wanted,
      messageLifetime: null,
      historyHidden: false,
      data: null,
    });
    expect(await ada.sets(chat, wanted)).toMatchObject({ lastRev: after.lastRev });
    expect(await ada.sets(chat, {})).toMatchObject({ lastRev: after.lastRev });
    const [step] = await stepsOf(ben, chat, held);
    expect(step).toMatchObject({ chat: wanted, more: false });

    expect(await ada.sets(chat, { title: '' })).toMatchObject({ title: 'ben', description: 'Who sails when.' });
    expect(await ada.sets(chat, { description: null, avatar: null })).toMatchObject({
      description: null,
      avatar: null,
    });
    await expect(ben.sets(chat, { title: 'Mine' })).rejects.toMatchObject({ httpStatus: 403, code: 'chat.not_admin' });
    await expect(cleo.sets(chat, { title: 'Mine' })).rejects.toMatchObject({ httpStatus: 404, code: 'chat.not_found' });
    const direct = await ada.opensChatWith(ben);
    await expect(ada.sets(direct, { title: 'Us' })).rejects.toMatchObject({ httpStatus: 403, code: 'chat.is_direct' });
  });

  it('are validated, in JSON and in forms', async () => {
    const { ada, chat } = await aGroup();
    const set = (body: unknown) => ada.call('PATCH', `/api/chats/${chat.id}`, body);
    const wrong: unknown[] = [
      { title: 'x'.repeat(121) },
      { title: 'a\u0000b' },
      { title: ['x'] },
      { description: 'x'.repeat(1001) },
      { avatar: 'http://example.com/a.png' },
      { avatar: 'javascript:alert(1)' },
      { avatar: '/api/media/../me' },
      { avatar: '/api/media/no-id' },
      { avatar: ['https://example.com/a.png'] },
      { avatar: `https://example.com/${'x'.repeat(2048)}` },
      { historyHidden: 'perhaps' },
      { historyHidden: 1 },
    ];
    for (const body of wrong) {
      expect([body, await set(body)]).toMatchObject([body, { status: 400, body: { code: 'request.invalid' } }]);
    }
    expect((await ada.chat(chat)).lastRev).toBe(0);
    const form = new URLSearchParams({ title: 'x'.repeat(120), historyHidden: 'true', description: '' });
    expect(await set(form)).toMatchObject({ status: 200, body: { data: { historyHidden: true, description: null } } });
  });

  it('get a rev and a system message for each of ten changes at the same time', async () => {
    const { ada, chat } = await aGroup();
    await Promise.all(Array.from({ length: 10 }, (_, n) => ada.sets(chat, { title: `Title ${n}` })));
    const { lastRev, lastSeq } = await ada.chat(chat);
    expect([lastRev, lastSeq]).toEqual([20, 10]);
  });
});

describe('an upload as avatar', () => {
  it('can be read by participants while the group shows it; the sweep deletes it only afterwards', async () => {
    const { ada, ben, cleo, chat } = await aGroup();
    const [mine, his] = [await upload(ada), await upload(ben)];
    const isOpenTo = async (one: typeof ben) => (await read(one, mine.url)).status;
    expect([await isOpenTo(ben), await isOpenTo(cleo)]).toEqual([404, 404]);
    await expect(ada.sets(chat, { avatar: his.url })).rejects.toMatchObject({
      httpStatus: 404,
      code: 'media.not_found',
    });
    expect(await ada.chat(chat)).toMatchObject({ avatar: null, lastRev: 0 });

    const pushed = ben.waitFor('chat.updated');
    await ada.sets(chat, { avatar: mine.url.toUpperCase().replace('/API/MEDIA/', '/api/media/') });
    expect(await pushed).toMatchObject({ avatar: mine.url });
    expect([await isOpenTo(ben), await isOpenTo(cleo)]).toEqual([200, 404]);
    await server()
      .service<MediaSweep>('media/media-sweep', 'MediaSweep')
      .sweep(new Date(Date.now() + 48 * 3_600_000));
    expect(await isOpenTo(ben)).toBe(200);

    await ada.sets(chat, { avatar: null });
    expect([await isOpenTo(ben), await isOpenTo(ada)]).toEqual([404, 200]);
    await server()
      .service<MediaSweep>('media/media-sweep', 'MediaSweep')
      .sweep(new Date(Date.now() + 48 * 3_600_000));
    expect(await isOpenTo(ada)).toBe(404);
  });
});
