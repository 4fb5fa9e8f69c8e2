import type { FaultsDto } from '../../src/contract/dto/faults.dto.js';
import type { FaultsView } from '../../src/contract/views/faults.view.js';
import { people } from './people.js';
import type { Person } from './person.js';

export const FAULTS = '/api/dev/faults';

export const breaks = (one: Person, faults: Omit<FaultsDto, 'seed'>, seed = 1): Promise<FaultsView> =>
  one.does('POST', FAULTS, { seed, ...faults });
export const counts = async (one: Person) => (await one.does<FaultsView>('GET', FAULTS)).counts;
export const mends = (one: Person) => one.does('DELETE', FAULTS);

/** The texts of the messages that a person received on their first socket. */
export const texts = ({ ears }: Person) => (ears?.all('message.created') ?? []).map(({ message }) => message);

/** The second of the next two messages: both may arrive in one turn. */
export function hearsTwice(one: Person) {
  let times = 0;
  return one.hears('message.created', () => ++times === 2);
}

/** Two people in a chat. When `says` is done, the message has been pushed to both. */
export async function adaAndBen() {
  const { ada, ben } = await people('ada', 'ben');
  const chat = await ada.opensChatWith(ben);
  const says = async (...words: string[]) => {
    for (const word of words) {
      const pushed = ada.hears('message.created', ({ message }) => message === word);
      await ada.says(chat, word);
      await pushed;
    }
  };
  await says('hello');
  const seq = (await ada.chat(chat)).lastSeq;
  return { ada, ben, chat, seq, says };
}
