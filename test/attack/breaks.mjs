const ALLOWANCES = 'platform/load/allowances.js';

/**
 * Controls that are switched off, each by changes of built modules: what is replaced by what. `noticedBy` is the attack that has to
 * notice it, and `as` how its complaint begins; on the server as it is that complaint must not be there.
 */
export const BREAKS = {
  /** A person may send as much to a chat as they like. */
  'no-send-allowance': {
    changes: [
      { file: ALLOWANCES, from: 'sends: { burst: 60, perSecond: 20 }', to: 'sends: { burst: 1e9, perSecond: 1e9 }' },
    ],
    noticedBy: 'send-flood',
    as: 'messages sent',
  },
  /** A person may ask for as much as they like. */
  'no-work-allowance': {
    changes: [
      { file: ALLOWANCES, from: 'work: { burst: 600, perSecond: 50 }', to: 'work: { burst: 1e9, perSecond: 1e9 }' },
    ],
    noticedBy: 'event-flood',
    as: 'events looked at',
  },
  /** A person may begin to type as often as they like. */
  'no-typing-allowance': {
    changes: [
      { file: ALLOWANCES, from: 'typing: { burst: 20, perSecond: 3 }', to: 'typing: { burst: 1e9, perSecond: 1e9 }' },
    ],
    noticedBy: 'typing-flood',
    as: 'typing signs pushed',
  },
  /** A person may connect as often as they like. */
  'no-connection-allowance': {
    changes: [
      {
        file: ALLOWANCES,
        from: 'connections: { burst: 60, perSecond: 1 }',
        to: 'connections: { burst: 1e9, perSecond: 1e9 }',
      },
    ],
    noticedBy: 'reconnect-flood',
    as: 'connections signed in',
  },
  /** An address may try as many passwords of an account as it likes. */
  'no-sign-in-limit': {
    changes: [
      {
        file: 'auth/sign-in-limits.js',
        from: 'FROM_ONE_NETWORK = { burst: 10, every: MINUTE }',
        to: 'FROM_ONE_NETWORK = { burst: 1e9, every: 1 }',
      },
    ],
    noticedBy: 'guessing',
    as: 'guesses checked from one address',
  },
  /** An address may keep any number of connections that never sign in. */
  'no-handshake-limit': {
    changes: [
      {
        file: 'realtime/gateway/handshakes.js',
        from: 'STRANGERS_PER_ADDRESS = 200',
        to: 'STRANGERS_PER_ADDRESS = 1e9',
      },
    ],
    noticedBy: 'strangers',
    as: 'connections open that never sign in',
  },
  /** A body may be as large as it likes, */
  'no-body-limit': {
    changes: [
      { file: 'platform/http/bodies/bodies.js', from: ' BODY_LIMIT = 128 * 1024', to: ' BODY_LIMIT = 1024 ** 3' },
    ],
    noticedBy: 'refused-bodies',
    as: 'answered otherwise than 413',
  },
  /** and a form, */
  'no-form-limit': {
    changes: [{ file: 'platform/http/bodies/whole-body.js', from: 'total !== undefined && size > total', to: 'false' }],
    noticedBy: 'unfinished-forms',
    as: 'forms open and unanswered',
  },
  /** and it may take as long. */
  'no-body-timeout': {
    changes: [
      { file: 'platform/http/bodies/whole-body.js', from: 'SENT_WITHIN = 30_000', to: 'SENT_WITHIN = 3_000_000' },
    ],
    noticedBy: 'slow-connections',
    as: 'bodies of logins held open',
  },
  /** A frame may be as large as it likes. */
  'no-frame-limit': {
    changes: [
      { file: 'realtime/gateway/socket-adapter.js', from: 'FRAME_LIMIT = 64 * 1024', to: 'FRAME_LIMIT = 1024 ** 3' },
    ],
    noticedBy: 'inputs',
    as: 'packets that did not close their socket',
  },
  /** An overload is not told from a crowd, and waits in line like one. */
  'no-overload': {
    changes: [{ file: 'platform/load/admission.js', from: 'LEAST = 400', to: 'LEAST = 1e9' }],
    noticedBy: 'overload-rest',
    as: 'p99 of what was accepted',
  },
};
