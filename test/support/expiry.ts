import type { Expiry } from '../../src/messages/editing/expiry.js';
import { server } from './server.js';

/** The expiry service of each node. */
const expiryServices = () => server().nodes.map((node) => node.service<Expiry>('messages/editing/expiry', 'Expiry'));

/** Delays the erasing on all nodes: while `meanwhile` runs, expired messages are not erased; afterwards they are. */
export async function withoutSweeps(meanwhile: () => Promise<void>): Promise<void> {
  const services = expiryServices();
  await Promise.all(services.map((sweep) => sweep.onModuleDestroy()));
  try {
    await meanwhile();
  } finally {
    await Promise.all(services.map((sweep) => sweep.onApplicationBootstrap()));
  }
}

/** Makes these messages expire. It adds a row to the journal, because the nodes do not know of times written with SQL. */
export async function expire(...messages: { id: string }[]): Promise<void> {
  const sql = `
    with over as (
      update messages set expires_at = now() - interval '1 millisecond'
      where id = any ($1::uuid[]) and deleted_at is null and kind <> 'system' returning chat_id)
    insert into moves (chat_ids) select array_agg(chat_id) from over having count(*) > 0`;
  await server().sql(sql, [messages.map(({ id }) => id)]);
}

/** Erases expired messages on all nodes at once, until none is left. */
export async function eraseExpired(): Promise<void> {
  const sql = 'select 1 from messages where expires_at <= now() and deleted_at is null limit 1';
  do await Promise.all(expiryServices().map((sweep) => sweep.sweep()));
  while ((await server().sql(sql)).length > 0);
}
