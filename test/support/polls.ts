import type { MessageView, PollView, SharedMessageView } from '../../src/contract/views/message.view.js';
import { people } from './people.js';
import type { Person } from './person.js';
import { participantIdOf } from './participant-ids.js';

export type Of = Pick<MessageView, 'id' | 'chatId'>;
export const pathOf = ({ id, chatId }: Of) => `/api/chats/${chatId}/messages/${id}`;
export const pollOf = ({ attachments }: SharedMessageView) => attachments[0] as PollView;
/** The ids of the options with these texts. */
export const idsOf = (message: MessageView, texts: string[]) =>
  texts.map((text) => pollOf(message).options.find((one) => one.text === text)?.id ?? text);
export const votes = (who: Person, poll: MessageView, ...texts: string[]) =>
  who.does<MessageView>('PUT', `${pathOf(poll)}/vote`, { options: idsOf(poll, texts) });
export const closes = (who: Person, poll: Of) => who.does<MessageView>('PUT', `${pathOf(poll)}/poll/close`);
export const counts = (message: SharedMessageView) => pollOf(message).options.map(({ count }) => count);

export async function group(more: object = {}) {
  const { ada, ben, cleo } = await people('ada', 'ben', 'cleo');
  const chat = await ada.opensGroup('Three', ben, cleo);
  const poll = { options: ['Monday', 'Tuesday', 'never'], ...more };
  const asked = await ada.says(chat, 'When do we sail?', { poll });
  return { ada, ben, cleo, chat, asked, bens: participantIdOf(chat, ben), cleos: participantIdOf(chat, cleo) };
}
