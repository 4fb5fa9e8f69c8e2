// Raw because it is one statement with CTEs: two sign-ins at once must not delete each other's newest network.

/**
 * Remembers a network and forgets the oldest ones beyond the limit. A network that is known already is written once a day at most.
 * Parameters: user id, hash of the network, how many other networks to keep.
 */
export const REMEMBER_NETWORK = `
  with others as (
    select network from known_networks where user_id = $1 and network <> $2
    order by seen_at desc offset $3 for update skip locked),
  gone as (delete from known_networks k using others o where k.user_id = $1 and k.network = o.network)
  insert into known_networks as k (user_id, network) values ($1, $2)
  on conflict (user_id, network) do update set seen_at = now() where k.seen_at < now() - interval '1 day'`;

// Raw because it is hot: each node runs it every two seconds for each session that makes calls.

/** SQL: the token before the newest one is still accepted, because the answer with the newest may have been lost. */
const IN_GRACE = `coalesce(renewed_at > now() - interval '10 seconds', false)`;

/** Reads what decides whether a token of a session is accepted. Parameter: session id. */
export const SESSION_STATE = `
  select user_id "userId", expires_at "expiresAt", token_version "tokenVersion", ${IN_GRACE} "inGrace"
  from sessions where id = $1`;
