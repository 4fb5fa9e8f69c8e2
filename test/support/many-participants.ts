import { server } from './server.js';

/** Adds many people to a chat with SQL. Registering them would take as long as hashing their passwords. */
export async function addManyParticipants(chat: { id: string }, count: number): Promise<void> {
  await server().sql(
    `with crowd as (
       insert into users (id, email, password_hash, name, folded_name)
       select gen_random_uuid(), 'crowd' || n || '@example.com', 'x', 'crowd', 'crowd' from generate_series(1, $2::int) n
       returning id)
     insert into participants (id, chat_id, user_id) select gen_random_uuid(), $1, id from crowd`,
    [chat.id, count],
  );
}
