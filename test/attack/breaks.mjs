/**
 * Controls that are switched off, each by a change of one built module: what is replaced by what. `noticedBy` is the attack that has
 * to notice it, and `as` how its complaint begins; on the server as it is that complaint must not be there.
 */
export const BREAKS = {
  /** A socket may send as many events as it likes. */
  'no-event-allowance': {
    changes: [{ file: 'realtime/event-allowance.js', from: 'if (this.left < 1)', to: 'if (false)' }],
    noticedBy: 'send-flood',
    as: 'events carried out',
  },
  /** A person may call as often as they like. */
  'no-call-limit': {
    changes: [{ file: 'platform/rates/rate-limits.js', from: 'CALLS_PER_MINUTE = 600', to: 'CALLS_PER_MINUTE = 1e9' }],
    noticedBy: 'rest-flood',
    as: 'calls carried out',
  },
  /** An address may try as many passwords of an account as it likes. */
  'no-sign-in-limit': {
    changes: [
      { file: 'platform/rates/rate-limits.js', from: 'SIGN_INS_PER_MINUTE = 10', to: 'SIGN_INS_PER_MINUTE = 1e9' },
    ],
    noticedBy: 'guessing',
    as: 'guesses checked from one address',
  },
  /** An address may keep any number of connections that never sign in. */
  'no-handshake-limit': {
    changes: [
      { file: 'realtime/strangers.js', from: 'STRANGERS_PER_ADDRESS = 200', to: 'STRANGERS_PER_ADDRESS = 1e9' },
    ],
    noticedBy: 'strangers',
    as: 'connections open that never sign in',
  },
  /** A body may be as large as it likes. */
  'no-body-limit': {
    changes: [{ file: 'platform/http/bodies.js', from: 'BODY_LIMIT = 128 * 1024', to: 'BODY_LIMIT = 1024 ** 3' }],
    noticedBy: 'refused-bodies',
    as: 'answered otherwise than 413',
  },
  /** A frame may be as large as it likes. */
  'no-frame-limit': {
    changes: [{ file: 'realtime/socket-adapter.js', from: 'FRAME_LIMIT = 64 * 1024', to: 'FRAME_LIMIT = 1024 ** 3' }],
    noticedBy: 'inputs',
    as: 'packets that did not close their socket',
  },
};
