import type { FaultsDto } from '../../src/contract/dto/faults.dto.js';
import type { FaultsView } from '../../src/contract/views/faults.view.js';
import { people } from './people.js';
import type { Person } from './person.js';

export const FAULTS = '/api/dev/faults';

export const setFaults = (one: Person, faults: Omit<FaultsDto, 'seed'>, seed = 1): Promise<FaultsView> =>
  one.does('POST', FAULTS, { seed, ...faults });
export const counts = async (one: Person) => (await one.does<FaultsView>('GET', FAULTS)).counts;
export const clearFaults = (one: Person) => one.does('DELETE', FAULTS);

/** The texts of the messages that a person received on their first socket. */
export const texts = ({ socket }: Person) => (socket?.all('message.created') ?? []).map(({ message }) => message);

/** The second of the next two messages: both may arrive in one turn. */
export function waitForTwo(one: Person) {
  let times = 0;
  return one.waitFor('message.created', () => ++times === 2);
}

/** Two people in a chat. When `send` is done, the message has been pushed to both. */
export async function adaAndBen() {
  const { ada, ben } = await people('ada', 'ben');
  const chat = await ada.opensChatWith(ben);
  const send = async (...words: string[]) => {
    for (const word of words) {
      const pushed = ada.waitFor('message.created', ({ message }) => message === word);
      await ada.says(chat, word);
      await pushed;
    }
  };
  await send('hello');
  const seq = (await ada.chat(chat)).lastSeq;
  return { ada, ben, chat, seq, send };
}
