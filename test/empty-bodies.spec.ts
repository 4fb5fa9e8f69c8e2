import { person } from './support/people.js';
import { useServer } from './support/server.js';

useServer();

/** Content types that clients send with an empty body. Some are not valid. */
const TYPES = [
  undefined,
  '',
  'application/json',
  'application/json; charset=utf-8',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'multipart/form-data; boundary=x',
  'text/plain',
  'application/octet-stream',
  'text',
];

describe.each(TYPES)('an empty body with the Content-Type %s', (type) => {
  const headers: Record<string, string> = type === undefined ? {} : { 'content-type': type };

  it('is accepted where no field is required', async () => {
    const [ada, ben] = [await person('ada'), await person('ben')];
    const chat = await ada.opensChatWith(ben);
    const { id } = await ada.says(chat, 'hello');
    const paths = [
      `/api/chats/${chat.id}/toggle-pin`,
      `/api/chats/${chat.id}/toggle-archive`,
      `/api/chats/${chat.id}/messages/${id}/starred/${chat.participantId}`,
      `/api/users/${ada.id}/set-status/offline`,
      '/api/refresh',
      '/api/logout',
    ];
    const statuses: number[] = [];
    for (const path of paths) statuses.push((await ada.call('POST', path, '', headers)).status);
    expect(statuses).toEqual(paths.map(() => 200));
    expect((await ben.call('DELETE', `/api/chats/${chat.id}/pin`, '', headers)).status).toBe(200);
  });

  it('is refused with the names of the missing fields where fields are required', async () => {
    const [ada, ben] = [await person('ada'), await person('ben')];
    const chat = await ada.opensChatWith(ben);
    const lacking = (...fields: string[]) => ({
      status: 400,
      body: { code: 'request.invalid', details: fields.map((field) => ({ field })) },
    });
    const post = (path: string) => ada.call('POST', `/api/chats/${chat.id}/${path}`, '', headers);

    expect(await post('messages')).toMatchObject(lacking('message'));
    expect(await post('media-messages')).toMatchObject(lacking('message', 'media'));
    expect(await post('read')).toMatchObject(lacking('seq'));
    expect(await ada.call('PATCH', '/api/me', '', headers)).toMatchObject(lacking('name'));
  });
});
