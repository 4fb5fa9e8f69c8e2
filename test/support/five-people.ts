import { person } from './people.js';
import type { Person } from './person.js';

/** Five people in two groups and two direct chats. With two nodes, they use both. */
export async function fivePeople() {
  const persons = await Promise.all(['ada', 'ben', 'cleo', 'dan', 'eve'].map(person));
  persons.forEach((one, place) => (one.crossed = place % 2 === 1));
  const [ada, ben, cleo, dan, eve] = persons as [Person, Person, Person, Person, Person];
  const chats = [
    await ada.opensGroup('Five', ben, cleo, dan, eve),
    await ben.opensGroup('Three', cleo, dan),
    await ada.opensChatWith(ben),
    await dan.opensChatWith(eve),
  ];
  return { persons, chats };
}
