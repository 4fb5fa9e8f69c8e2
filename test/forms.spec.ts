import type { ChatView } from '../src/contract/views/chat.view.js';
import type { ScheduledMessageView } from '../src/contract/views/scheduling.view.js';
import type { MessageView } from '../src/contract/views/message.view.js';
import { upload } from './support/files.js';
import { hours } from './support/scheduling.js';
import { people } from './support/people.js';
import { useServer } from './support/server.js';

useServer();

/** Both kinds of form. They are made from fields `name=value`, whose values are not encoded. */
const KINDS: [string, (...fields: string[]) => FormData | URLSearchParams][] = [
  ['urlencoded', (...fields) => new URLSearchParams(fields.map(nameAndValue))],
  [
    'multipart',
    (...fields) => {
      const body = new FormData();
      for (const field of fields) body.append(...nameAndValue(field));
      return body;
    },
  ],
];

function nameAndValue(field: string): [string, string] {
  const at = field.indexOf('=');
  return [field.slice(0, at), field.slice(at + 1)];
}

const CAT = 'https://example.com/cat.png';
const DOG = 'https://example.com/dog.png';

async function adaAndBen() {
  const { ada, ben } = await people('ada', 'ben');
  const chat = await ada.opensChatWith(ben);
  const path = `/api/chats/${chat.id}`;
  return { ada, ben, chat, path, messages: `${path}/messages` };
}

describe.each(KINDS)('a form (%s)', (_, form) => {
  it('may name media as jQuery and PHP do, in every call that accepts media', async () => {
    const { ada, path } = await adaAndBen();
    const { id } = await upload(ada);
    const tom = { url: CAT, name: 'Tom' };
    const cases: [string[], object[]][] = [
      [[`media=${CAT}`], [{ url: CAT }]],
      [[`media[]=${CAT}`], [{ url: CAT }]],
      [[`media[0]=${CAT}`], [{ url: CAT }]],
      [[`media[url]=${CAT}`, 'media[name]=Tom', 'media[mimeType]=image/png'], [tom]],
      [
        [`media[0][url]=${CAT}`, 'media[0][name]=Tom', `media[1][url]=${DOG}`],
        [tom, { url: DOG }],
      ],
      [
        [`media[][url]=${CAT}`, `media[][url]=${DOG}`],
        [{ url: CAT }, { url: DOG }],
      ],
      [
        [`media[]=${CAT}`, `media[]=${DOG}`],
        [{ url: CAT }, { url: DOG }],
      ],
      [
        [`media[0]=${CAT}`, `media[1]=${DOG}`],
        [{ url: CAT }, { url: DOG }],
      ],
      [
        [`media=${CAT}`, `media=${DOG}`],
        [{ url: CAT }, { url: DOG }],
      ],
      [[`media[id]=${id}`], [{ id }]],
      [
        [`media[0][id]=${id}`, `media[1]=${CAT}`],
        [{ id }, { url: CAT }],
      ],
      [
        [`media[]=${JSON.stringify({ id })}`, `media[]=${DOG}`],
        [{ id }, { url: DOG }],
      ],
    ];
    for (const [fields, media] of cases) {
      for (const call of ['messages', 'media-messages']) {
        const answer = await ada.call<MessageView>('POST', `${path}/${call}`, form(...fields, 'message='));
        expect([call, fields, answer.status, answer.body.data.media]).toMatchObject([call, fields, 201, media]);
      }
      const later = form(...fields, `sendAt=${hours(1)}`);
      const waiting = await ada.does<ScheduledMessageView>('POST', `${path}/scheduled-messages`, later);
      expect(waiting.media).toMatchObject(media);
    }
    for (const field of ['media[0][name]=Tom', `media[uri]=${CAT}`, `media[0][0]=${CAT}`]) {
      const answer = await ada.call('POST', `${path}/messages`, form(field, 'message=hi'));
      expect([field, answer.status, answer.body.code]).toEqual([field, 400, 'request.invalid']);
    }
  });

  it('may write other lists and objects in the same way, with numbers and booleans as text', async () => {
    const { ada, ben, chat, messages } = await adaAndBen();
    const send = (...fields: string[]) => ada.does<MessageView>('POST', messages, form(...fields));
    const a = 'attachments[0]';
    const place = await send(`${a}[kind]=location`, `${a}[latitude]=52.5`, `${a}[longitude]=-13`);
    expect(place.attachments).toMatchObject([{ latitude: 52.5, longitude: -13 }]);
    const named = [`${a}[kind]=contact`, `${a}[name]=Tom`, `${a}[phones][]=+49 30`, `${a}[emails][0]=tom@example.com`];
    const tom = { name: 'Tom', phones: ['+49 30'], emails: ['tom@example.com'] };
    expect((await send(...named)).attachments).toMatchObject([tom]);
    const asJson = `attachments[]=${JSON.stringify({ kind: 'contact', name: 'Tom' })}`;
    expect((await send(asJson, asJson)).attachments).toHaveLength(2);
    for (const name of ['mentions', 'mentions[]', 'mentions[0]']) {
      const { mentions } = await send('message=@ada', `${name}=${chat.participantId}`);
      expect(mentions).toEqual([chat.participantId]);
    }
    const poll = await send('poll[options][]=this', 'poll[options][]=that', 'poll[multiple]=true');
    expect(poll.attachments).toMatchObject([{ kind: 'poll', multiple: true, anonymous: false }]);
    const ids = poll.attachments.flatMap((one) => (one.kind === 'poll' ? one.options.map(({ id }) => id) : []));
    const vote = form(...ids.map((id, n) => `options[${n}]=${id}`));
    const voted = await ben.does<MessageView>('PUT', `${messages}/${poll.id}/vote`, vote);
    expect(voted.attachments).toMatchObject([{ options: [{ count: 1 }, { count: 1 }] }]);

    for (const name of ['participants', 'participants[]', 'participants[0]']) {
      const group = await ada.does<ChatView>('POST', '/api/chats', form(`${name}=${ben.id}`, 'title=Two'));
      expect(group).toMatchObject({ type: 'group', participantCount: 2 });
    }
    const held = [0, 1, 2, 3].map((n) => `chats[${chat.id}][${n}]=0`);
    for (const fields of [held, [`chats=${JSON.stringify({ [chat.id]: [0, 0, 0, 0] })}`]]) {
      expect(await ada.does('POST', '/api/sync', form(...fields))).toMatchObject({
        chats: { [chat.id]: { more: false } },
      });
    }
  });

  it('may set an optional field to an empty text, `null` or `undefined` for no value', async () => {
    const { ada, ben, messages, path } = await adaAndBen();
    const optional = ['reply', 'id', 'mentions', 'mentionsAll', 'attachments', 'poll', 'media'];
    for (const none of ['', 'null', 'undefined']) {
      const sent = await ada.call('POST', messages, form('message=hi', ...optional.map((name) => `${name}=${none}`)));
      expect(sent).toMatchObject({ status: 201, body: { data: { reply: null, media: [], attachments: [] } } });
      const later = form('message=hi', 'sendIn=60', `sendAt=${none}`, `reply=${none}`);
      expect((await ada.call('POST', `${path}/scheduled-messages`, later)).status).toBe(201);
      expect((await ada.call('PUT', `${path}/mute`, form(`until=${none}`))).status).toBe(200);
    }
    const inner = [`media[0][url]=${CAT}`, 'media[0][id]=', 'media[0][name]=', 'media[0][mimeType]=null'];
    expect(await ada.does('POST', messages, form(...inner))).toMatchObject({ media: [{ name: 'cat.png' }] });
    const tom = ['kind]=contact', 'name]=Tom', 'phones]=', 'emails]=null', 'userId]='];
    expect(await ada.does('POST', messages, form(...tom.map((field) => `attachments[0][${field}`)))).toMatchObject({
      attachments: [{ phones: [], emails: [], userId: null }],
    });
    const group = form(`participants=${ben.id}`, 'title=null');
    expect(await ada.does('POST', '/api/chats', group)).toMatchObject({ title: 'null' });
    expect(await ada.does('POST', messages, form('message=null'))).toMatchObject({ message: 'null' });
    expect((await ada.call('POST', messages, form('message=hi', 'reply=none'))).status).toBe(400);
  });

  it('with contradictory or deeply nested names is refused with 400 or read, and causes no 500', async () => {
    const { ada, messages } = await adaAndBen();
    const wild: [string[], number][] = [
      [['message=a', 'message[b]=c'], 400],
      [['message[b]=c', 'message=a'], 400],
      [['message[__proto__]=a'], 400],
      [['message[0]=a'], 400],
      [['message=a', 'x[constructor][prototype]=c'], 400],
      [['message=a', `x${'[y]'.repeat(30)}=c`], 201],
      [['message=a', 'x]=1', '[x]=1', 'x[=1', 'x[[y]]=1', 'x[y]z=1'], 201],
    ];
    for (const [fields, status] of wild) {
      expect([fields, (await ada.call('POST', messages, form(...fields))).status]).toEqual([fields, status]);
    }
  });
});
