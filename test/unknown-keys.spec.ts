import type { InviteLinkView } from '../src/contract/views/chat.view.js';
import { bodyFor } from './support/documented-calls.js';
import { people, person } from './support/people.js';
import { call, type Person } from './support/person.js';
import { useServer } from './support/server.js';
import { LATER_CALLS, CALLS, callWith, place, refused, ORIGINAL_CALLS } from './support/unknown-keys.js';
import { asForm, multipart, world } from './support/world.js';

useServer();
jest.setTimeout(120_000);

const REFUSED = [400, 'request.invalid', ['histroyHidden']];

/** The bodies of resumable uploads are the bytes of a file. */
const UPLOADS = '/api/media/uploads';

describe('a key that an added call does not know', () => {
  it('is tested in all added calls', () => {
    expect(LATER_CALLS).toHaveLength(CALLS.length - ORIGINAL_CALLS.length);
  });

  it('is refused in the query', async () => {
    const all = await world(); // nothing in it changes, since every call is refused
    for (const [title, added] of LATER_CALLS) {
      const { status, body } = await callWith(all, added, { histroyHidden: '1' });
      expect([title, status, body.code, body.details?.map(({ field }) => field)]).toEqual([title, ...REFUSED]);
    }
  });

  it('is refused in the body, in each format of a body', async () => {
    const all = await world();
    for (const [title, added] of LATER_CALLS.filter(
      ([, { method, path }]) => method !== 'GET' && !path.startsWith(UPLOADS),
    )) {
      const good = bodyFor(added, asForm(all));
      const withFile = multipart(good);
      withFile.append('histroyHidden', new Blob(['some text']), 'notes.txt');
      const bodies = [
        { ...bodyFor(added, all.inBody()), histroyHidden: true },
        new URLSearchParams({ ...good, histroyHidden: '1' }),
        multipart({ ...good, histroyHidden: '1' }),
        withFile,
      ];
      for (const each of bodies) {
        const { status, body } = await callWith(all, added, {}, each);
        const named = body.details?.some(({ field }) => field === 'histroyHidden');
        expect([title, each, status, body.code, named]).toEqual([title, each, 400, 'request.invalid', true]);
      }
    }
  });
});

describe('the refusal', () => {
  const messageOf = async (person: Person, path: string, body: unknown, method = 'POST') => {
    const answer = await person.call(method, path, body);
    return [
      answer.status,
      answer.body.code,
      ...(answer.body.details ?? []).map(({ field, message }) => [field, message]),
    ];
  };
  const invalid = (...details: [field: string, message: string][]) => [400, 'request.invalid', ...details];

  it('names the nearest known key, or all of them', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensGroup('A group', ben);
    const path = `/api/chats/${chat.id}`;

    expect(await messageOf(ada, path, { histroyHidden: true }, 'PATCH')).toEqual(
      invalid(['histroyHidden', 'unknown key `histroyHidden`; did you mean `historyHidden`?']),
    );
    expect(await messageOf(ada, `${path}/invite-links`, { approval: true })).toEqual(
      invalid(['approval', 'unknown key `approval`; did you mean `needsApproval`?']),
    );
    expect(await messageOf(ada, `${path}/invite-links`, { colour: 'red' })).toEqual(
      invalid(['colour', 'unknown key `colour`; known are `expiresIn`, `maxUses`, `needsApproval`']),
    );
    expect(await messageOf(ada, `${path}/participants?limt=5`, undefined, 'GET')).toEqual(
      invalid(['limt', 'unknown key `limt`; did you mean `limit`?']),
    );
    expect(await messageOf(ada, `${path}/pin`, { until: 1 }, 'PUT')).toEqual(
      invalid(['until', 'unknown key `until`; this call takes no body']),
    );
    expect(await messageOf(ada, '/api/me?fields=name', undefined, 'GET')).toEqual(
      invalid(['fields', 'unknown key `fields`; this call takes no query parameters']),
    );
    expect(await ada.chat(chat)).toMatchObject({ historyHidden: false, pinned: false });
    expect(await ada.does('GET', `${path}/invite-links`)).toEqual([]);
    const link = await ada.does<InviteLinkView>('POST', `${path}/invite-links`, { needsApproval: true });
    expect(link.needsApproval).toBe(true);
  });

  it('is listed together with the other errors', async () => {
    const ada = await person('ada');
    expect(await messageOf(ada, '/api/me', { nmae: 'Ada' }, 'PATCH')).toEqual(
      invalid(
        ['nmae', 'unknown key `nmae`; did you mean `name`?'],
        ['name', 'name must be a text of 1 to 80 characters, at least one of them visible'],
      ),
    );
  });

  it('shortens long keys, and lists at most twenty', async () => {
    const ada = await person('ada');
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`key${n}`, n]));
    for (const method of ['PATCH', 'DELETE']) {
      const path = method === 'PATCH' ? '/api/me' : `/api/users/${ada.id}/block`;
      const { status, body } = await ada.call(method, path, { ['k'.repeat(10_000)]: 1, name: 'Ada', ...many });
      expect([status, body.details?.length, body.details?.[0]?.field.length]).toEqual([400, 20, 60]);
    }
    for (const key of ['toString', 'hasOwnProperty', 'valueOf', '']) {
      expect(await ada.call('PATCH', '/api/me', { name: 'Ada', [key]: 1 })).toMatchObject(refused(key));
    }
  });

  it('comes after the check of the token, and before any lookup', async () => {
    expect(await call('PATCH', '/api/me', { nmae: 'x' })).toMatchObject({ status: 401 });
    expect(await call('POST', '/api/register', { nmae: 'x' })).toMatchObject(refused('nmae'));
    const ada = await person('ada');
    expect(await ada.call('GET', '/api/chats/none?x=1')).toMatchObject(refused('x'));
    expect(await ada.call('GET', '/api/chats/none')).toMatchObject({ status: 404 });
  });
});

describe('keys inside other keys', () => {
  it('are refused by added calls and named by their path', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const path = `/api/chats/${chat.id}/scheduled-messages`;
    const send = { message: 'hi', sendIn: 60 };
    const tries: [string, object][] = [
      ['poll.closeAt', { poll: { options: ['a', 'b'], closeAt: '2030-01-01T00:00:00Z' } }],
      ['media.0.mimetype', { message: '', media: [{ url: 'https://example.com/', mimetype: 'text/html' }] }],
      ['media.0.naem', { message: '', media: { url: 'https://example.com/', naem: 'x' } }],
      ['attachments.1.lat', { attachments: [place(), { ...place(), lat: 1 }] }],
      ['attachments.0.phone', { attachments: [{ kind: 'contact', name: 'Eve', phone: '1' }] }],
    ];
    for (const [field, added] of tries) {
      expect(await ada.call('POST', path, { ...send, ...added })).toMatchObject(refused(field));
      const texts = Object.entries({ ...send, ...added }).map(([key, value]) => [
        key,
        typeof value === 'string' ? value : JSON.stringify(value),
      ]);
      const form = new URLSearchParams(Object.fromEntries(texts) as Record<string, string>);
      expect(await ada.call('POST', path, form)).toMatchObject(refused(field));
    }
    const delay = { seed: 1, delay: { chance: 0, ms: 1, minimum: 0 } };
    expect(await ada.call('POST', '/api/dev/faults', delay)).toMatchObject(refused('delay.minimum'));
    expect(await ada.call('POST', '/api/sync', { chats: { none: [0, 0, 0, 0] } })).toMatchObject(refused('chats'));
    expect(await ada.does('GET', path)).toEqual([]);
  });
});

describe('a call without a body', () => {
  it('accepts an empty body of any kind, and no other', async () => {
    const ada = await person('ada');
    for (const body of [undefined, {}, [], '', new URLSearchParams(), new FormData()]) {
      expect([body, (await ada.call('POST', '/api/refresh', body)).status]).toEqual([body, 200]);
    }
    const json = { 'content-type': 'application/json' };
    expect((await ada.call('POST', '/api/refresh', 'null', json)).status).toBe(200);
    for (const body of ['5', '"text"', '[1]', 'true']) {
      const answer = await ada.call('POST', '/api/refresh', body, json);
      expect([body, answer.status, answer.body.code]).toEqual([body, 400, 'request.invalid']);
    }
  });
});

describe('the token in the URL of a media item', () => {
  it('is a known key in that call, and in no other', async () => {
    const all = await world();
    const token = all.ada.login.mediaToken;
    const path = `/api/media/${all.inPath.media ?? ''}`;
    expect((await call('GET', `${path}?t=${token}`)).status).toBe(200);
    expect((await all.ada.call('GET', `${path}?t=${token}`)).status).toBe(200);
    expect(await all.ada.call('GET', `${path}?t=${token}&size=1`)).toMatchObject(refused('size'));
    expect(await all.ada.call('GET', `/api/me?t=${token}`)).toMatchObject(refused('t'));
  });
});
