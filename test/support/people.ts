import type { LoginView } from '../../src/contract/views/user.view.js';
import { call, Person, Refused } from './person.js';

const PASSWORD = 'a password for tests';
let count = 0;

/** Registers a person who is not connected yet. */
export async function person(name: string): Promise<Person> {
  const account = { email: `person.${++count}@example.com`, password: PASSWORD, name };
  const answer = await call('POST', '/api/register', account);
  if (answer.status !== 201) throw new Refused(answer);
  return new Person(name, answer.body as unknown as LoginView, PASSWORD);
}

/** Registers and connects people: `const { ada, ben } = await people('ada', 'ben')`. */
export async function people<Name extends string>(...names: Name[]): Promise<Record<Name, Person>> {
  const all = await Promise.all(names.map(person));
  await Promise.all(all.map((one) => one.connects()));
  return Object.fromEntries(all.map((one) => [one.name, one])) as Record<Name, Person>;
}

/** The same person in another session. */
export async function onAnotherDevice({ name, login, password }: Person): Promise<Person> {
  const answer = await call('POST', '/api/login', { email: login.user.email, password });
  if (answer.status !== 200) throw new Refused(answer);
  return new Person(name, answer.body as unknown as LoginView, password);
}
