import type { MessageView } from '../../src/contract/views/message.view.js';
import { asksToSchedule, hours } from './scheduling.js';
import { people } from './people.js';
import { type Answer, call } from './person.js';

/** A group, and a person who sends a message to it. */
export async function aGroup() {
  const { ada, ben } = await people('ada', 'ben');
  const chat = await ada.opensGroup('Boats', ben);
  const path = `/api/chats/${chat.id}`;
  return { ada, ben, chat, path };
}

type World = Awaited<ReturnType<typeof aGroup>>;
let count = 0;

export const sendOverRest = ({ ada, path }: World, body: object) =>
  ada.call<MessageView>('POST', `${path}/messages`, { message: 'look', ...body });

export async function sendOverSocket({ ada, chat }: World, body: object): Promise<Answer<MessageView>> {
  const ack = await ada.socket?.request('message.send', { chatId: chat.id, message: 'look', ...body });
  return { status: 0, headers: new Headers(), body: ack as unknown as Answer<MessageView>['body'] };
}

/** Each one-line text that people type: how it is sent, and how others see it. */
export const TYPED_LINES: Record<string, (world: World, text: string) => Promise<{ answer: Answer; seen?: unknown }>> =
  {
    'the name of who registers': async (_, name) => {
      const answer = await call('POST', '/api/register', { ...account(), name });
      return { answer, seen: (answer.body as unknown as { user?: { name: string } }).user?.name };
    },
    'the name of who registers by a form': async (_, name) => {
      const form = new URLSearchParams({ ...account(), name });
      const answer = await call('POST', '/api/register', form);
      return { answer, seen: (answer.body as unknown as { user?: { name: string } }).user?.name };
    },
    'a new name': async ({ ada }, name) => {
      const answer = await ada.call<{ name: string } | undefined>('PATCH', '/api/me', { name });
      return { answer, seen: answer.body.data?.name };
    },
    'the title of a new group': async ({ ada, ben }, title) => {
      const answer = await ada.call<{ title: string } | undefined>('POST', '/api/chats', {
        participants: [ben.id],
        title,
      });
      return { answer, seen: answer.body.data?.title };
    },
    'the title of a group': async ({ ada, path }, title) => {
      const answer = await ada.call<{ title: string } | undefined>('PATCH', path, { title });
      return { answer, seen: answer.body.data?.title };
    },
    'the name of a place': async (world, name) => {
      const answer = await sendOverRest(world, {
        attachments: [{ kind: 'location', latitude: 1, longitude: 2, name }],
      });
      return { answer, seen: attached(answer)?.name };
    },
    'the name of a contact': async (world, name) => {
      const answer = await sendOverSocket(world, { attachments: [{ kind: 'contact', name }] });
      return { answer, seen: attached(answer)?.name };
    },
    'the phone of a contact': async (world, phone) => {
      const answer = await sendOverRest(world, { attachments: [{ kind: 'contact', name: 'Tom', phones: [phone] }] });
      return { answer, seen: attached(answer)?.phones?.[0] };
    },
    'an option of a poll': async (world, option) => {
      const answer = await sendOverRest(world, { poll: { options: [option, 'another'] } });
      return { answer, seen: attached(answer)?.options?.[0]?.text };
    },
    'an option of a poll in a form': async ({ ada, path }, option) => {
      const poll = JSON.stringify({ options: ['another', option] });
      const form = new URLSearchParams({ message: 'which?', poll });
      const answer = await ada.call<MessageView>('POST', `${path}/messages`, form);
      return { answer, seen: attached(answer)?.options?.[1]?.text };
    },
    'an option of a scheduled poll': async ({ ada, chat }, option) => {
      const when = { message: 'which?', sendAt: hours(1) };
      const answer = await asksToSchedule(ada, chat, { ...when, poll: { options: [option, 'another'] } });
      return { answer, seen: attached(answer as Answer<MessageView>)?.options?.[0]?.text };
    },
  };

const account = () => ({ email: `typed.${++count}@example.com`, password: 'a password for tests' });

interface Attached {
  name?: string;
  phones?: string[];
  options?: { text: string }[];
}

const attached = ({ body }: Answer<MessageView | undefined>): Attached | undefined =>
  body.data?.attachments[0] as Attached | undefined;
