import { MemoryStorage, Parley, type ParleyOptions } from '@parley/client';

import type { Person } from '../support/person.js';

const TIMEOUT_MS = 10_000;
const open = new Set<Parley>();

/** Signs a person in with a new client, and waits until it is live. */
export async function clientOf(person: Person, options: ParleyOptions = {}): Promise<Parley> {
  const parley = new Parley({
    url: person.socketServer.url,
    storage: new MemoryStorage(),
    checkEveryMs: 0,
    ...options,
  });
  open.add(parley);
  await parley.signIn({ email: person.login.user.email, password: person.password });
  await parley.live();
  return parley;
}

/** A new client that resumes the session in this storage, as after a reload. */
export async function resumed(person: Person, storage: MemoryStorage, options: ParleyOptions = {}): Promise<Parley> {
  const parley = new Parley({ url: person.socketServer.url, storage, checkEveryMs: 0, ...options });
  open.add(parley);
  if (!(await parley.resume())) throw new Error('no session was kept');
  await parley.live();
  return parley;
}

/** Closes all open clients. */
export function closeClients(): void {
  for (const parley of open) parley.close();
  open.clear();
}

/** Waits until `shows` returns true. It is called at once, and after each change of the client. */
export async function until(parley: Parley, condition: () => boolean): Promise<void> {
  let end: () => void = () => undefined;
  let timer: NodeJS.Timeout | undefined;
  await new Promise<void>((resolve, reject) => {
    const look = () => condition() && resolve();
    end = parley.subscribe(look);
    timer = setTimeout(() => reject(new Error('it never came to that')), TIMEOUT_MS);
    look();
  }).finally(() => {
    clearTimeout(timer);
    end();
  });
}
