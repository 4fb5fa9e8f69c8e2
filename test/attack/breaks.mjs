const ALLOWANCES = 'platform/load/allowances.js';

/**
 * Controls that are switched off, each by changes of built modules: text and replacement. `noticedBy` is the attack that must notice
 * it, and `beginning` the beginning of its complaint; on the unchanged server there must be no such complaint.
 */
export const BREAKS = {
  /** No limit for the sends of a person to a chat. */
  'no-send-allowance': {
    changes: [
      { file: ALLOWANCES, from: 'sends: { burst: 60, perSecond: 20 }', to: 'sends: { burst: 1e9, perSecond: 1e9 }' },
    ],
    noticedBy: 'send-flood',
    beginning: 'messages sent',
  },
  /** No limit for the calls and events of a person. */
  'no-work-allowance': {
    changes: [
      { file: ALLOWANCES, from: 'work: { burst: 600, perSecond: 50 }', to: 'work: { burst: 1e9, perSecond: 1e9 }' },
    ],
    noticedBy: 'event-flood',
    beginning: 'events looked at',
  },
  /** No limit for the typing events of a person. */
  'no-typing-allowance': {
    changes: [
      { file: ALLOWANCES, from: 'typing: { burst: 20, perSecond: 3 }', to: 'typing: { burst: 1e9, perSecond: 1e9 }' },
    ],
    noticedBy: 'typing-flood',
    beginning: 'typing signs pushed',
  },
  /** No limit for the new sockets of a person. */
  'no-connection-allowance': {
    changes: [
      {
        file: ALLOWANCES,
        from: 'connections: { burst: 60, perSecond: 1 }',
        to: 'connections: { burst: 1e9, perSecond: 1e9 }',
      },
    ],
    noticedBy: 'reconnect-flood',
    beginning: 'connections signed in',
  },
  /** No limit for the password guesses of an address on one account. */
  'no-sign-in-limit': {
    changes: [
      {
        file: 'auth/sign-in-limits.js',
        from: 'Math.floor(GUESSES_PER_ACCOUNT / 2)',
        to: '1e9',
      },
    ],
    noticedBy: 'guessing',
    beginning: 'guesses checked from one address',
  },
  /** No limit for the connections of an address that never sign in. */
  'no-handshake-limit': {
    changes: [
      {
        file: 'realtime/gateway/handshakes.js',
        from: 'UNAUTHENTICATED_PER_ADDRESS = 200',
        to: 'UNAUTHENTICATED_PER_ADDRESS = 1e9',
      },
    ],
    noticedBy: 'unauthenticated-sockets',
    beginning: 'connections open that never sign in',
  },
  /** No size limit for a body. */
  'no-body-limit': {
    changes: [
      { file: 'platform/http/bodies/bodies.js', from: ' BODY_LIMIT = 128 * 1024', to: ' BODY_LIMIT = 1024 ** 3' },
    ],
    noticedBy: 'refused-bodies',
    beginning: 'answered otherwise than 413',
  },
  /** No size limit for a form. */
  'no-form-limit': {
    // Three places limit it: the whole body, all fields together, and each field.
    changes: [
      { file: 'platform/http/bodies/whole-body.js', from: 'total !== undefined && size > total', to: 'false' },
      { file: 'platform/http/bodies/form.js', from: 'LONGEST_FIELDS = 128 * 1024', to: 'LONGEST_FIELDS = 1024 ** 3' },
      { file: 'platform/http/bodies/bodies.js', from: 'fileSize: limit,', to: 'fileSize: 1024 ** 3,' },
    ],
    noticedBy: 'unfinished-forms',
    beginning: 'forms open and unanswered',
  },
  /** No time limit for a body. */
  'no-body-timeout': {
    changes: [
      { file: 'platform/http/bodies/whole-body.js', from: 'SENT_WITHIN = 30_000', to: 'SENT_WITHIN = 3_000_000' },
    ],
    noticedBy: 'slow-connections',
    beginning: 'bodies of logins held open',
  },
  /** No size limit for a frame. */
  'no-frame-limit': {
    changes: [
      { file: 'realtime/gateway/socket-adapter.js', from: 'FRAME_LIMIT = 64 * 1024', to: 'FRAME_LIMIT = 1024 ** 3' },
    ],
    noticedBy: 'inputs',
    beginning: 'packets that did not close their socket',
  },
  /** The node does not distinguish an overload from a crowd, and lets everything wait. */
  'no-overload': {
    changes: [{ file: 'platform/load/admission.js', from: 'LEAST = 700', to: 'LEAST = 1e9' }],
    noticedBy: 'overload-rest',
    beginning: 'p99 of what was accepted',
  },
};
