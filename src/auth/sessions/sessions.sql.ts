// Raw because it is hot: each node asks it every two seconds for each session that makes calls.

/** SQL: the token before the newest one is still accepted, because the answer with the newest may have been lost. */
const IN_GRACE = `coalesce(renewed_at > now() - interval '10 seconds', false)`;

/** Reads what decides whether a token of a session is accepted. Parameter: session id. */
export const SESSION_STATE = `
  select user_id "userId", expires_at "expiresAt", token_version "tokenVersion", ${IN_GRACE} "inGrace"
  from sessions where id = $1`;
