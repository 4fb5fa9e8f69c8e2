/**
 * The floor plan: who may import whom. A floor may import the floors named beside it, and nothing else of ours.
 * Read it top down, and see docs/architecture.md for the ways out of the usual circles.
 */
const plan = {
  cli: ['server-api', 'auth', 'users', 'audit', 'platform', 'contract'],
  demo: ['auth', 'messages', 'media', 'chats', 'users', 'presence', 'platform', 'contract'],
  'server-api': ['groups', 'messages', 'media', 'chats', 'auth', 'users', 'audit', 'platform', 'contract'],
  realtime: [
    'sync',
    'groups',
    'fault-injection',
    'threads',
    'messages',
    'media',
    'chats',
    'auth',
    'users',
    'presence',
    'platform',
    'contract',
  ],
  'account-deletion': ['groups', 'scheduling', 'media', 'chats', 'auth', 'users', 'platform', 'contract'],
  sync: ['scheduling', 'messages', 'chats', 'platform', 'contract'],
  groups: ['threads', 'messages', 'media', 'chats', 'users', 'presence', 'audit', 'platform', 'contract'],
  scheduling: ['messages', 'media', 'chats', 'platform', 'contract'],
  threads: ['messages', 'chats', 'users', 'presence', 'platform', 'contract'],
  messages: ['media', 'chats', 'users', 'presence', 'audit', 'platform', 'contract'],
  media: ['chats', 'messages/views', 'users', 'presence', 'platform', 'contract'],
  chats: ['messages/views', 'users', 'presence', 'audit', 'platform', 'contract'],
  'messages/views': ['users', 'presence', 'platform', 'contract'],
  auth: ['users', 'presence', 'audit', 'platform', 'contract'],
  users: ['presence', 'audit', 'platform', 'contract'],
  presence: ['platform', 'contract'],
  audit: ['platform', 'contract'],
  health: ['platform', 'contract'],
  'fault-injection': ['platform', 'contract'],
  platform: ['contract'],
  contract: [],
};

const reasons = {
  cli: 'A command calls a service and prints what it answers: put what it does into the service.',
  demo: 'Demo data is written through the services, as a person would: call those, and let app.module call it.',
  'server-api': "The server API calls the services that people's calls use; only app.module stands above it.",
  realtime: 'Realtime listens to the event bus and calls services; only app.module stands above it.',
  'account-deletion': 'Account deletion erases through the services of each feature; only app.module stands above it.',
  sync: 'Sync only reads, what scheduling, messages and chats give it to read; nothing but realtime stands on it.',
  groups: 'Groups may call messages and what is below; to reach sockets, publish an event.',
  scheduling: 'Scheduling sends and reminds through messages when the time has come, as any caller does.',
  threads: 'Threads are chats about a message: they may call messages and what is below.',
  messages: 'Messages may call media, chats, users and presence; to reach sockets, publish an event.',
  media: 'Media may ask chats who may see a file; what messages need of it, they call for themselves.',
  'messages/views': 'Rows of messages become views here, for every floor that shows a message: it knows no service.',
  chats: 'Chats stand below all that writes into them: let the upper floor call down, or put the shared part here.',
  auth: 'Auth knows users and sessions only; features learn who is calling through @Me() of platform/http.',
  users: 'Users know nothing of chats: a question about both belongs in chats.',
  presence: 'Presence knows user ids only: the floor above brings them.',
  audit: 'The audit log records what it is told, by whoever acts for an operator or an API key: hand it an entry.',
  health: 'Health asks platform for checks; a feature that wants to be checked registers itself there.',
  'fault-injection':
    'Fault injection decides what goes wrong, by session; what it does to a socket is for realtime to know.',
  platform: 'The platform knows nothing of chat: hand it what it needs through a parameter or a token.',
  contract: 'The contract is what clients see, and imports nothing of ours: move the type into it.',
};

/** Within the large floors: which rooms a room may import. Entities, and what lies beside the rooms (the module), are open to all of them. */
const rooms = {
  chats: {
    views: [],
    access: [],
    blocks: ['access'],
    'read-state': ['access'],
    participants: ['access', 'read-state'],
    timeline: ['participants'],
    preferences: ['access', 'timeline'],
    settings: ['access', 'preferences'],
    list: ['views', 'preferences', 'read-state'],
  },
  messages: {
    views: [],
    history: ['views'],
    search: ['history', 'views'],
    send: ['search', 'history', 'views'],
    editing: ['send', 'search', 'history', 'views'],
    reactions: ['history'],
    polls: ['history', 'views'],
    pins: ['history'],
    stars: ['history', 'views'],
    reports: ['history'],
  },
  media: {
    storage: [],
    processing: ['storage'],
    uploads: ['processing', 'storage'],
    avatars: ['uploads', 'processing', 'storage'],
    resumable: ['uploads', 'storage'],
    direct: ['uploads', 'storage'],
  },
  'media/processing': {
    decoders: [],
    child: ['decoders'],
    queue: ['child'],
  },
  realtime: {
    sockets: [],
    faults: ['sockets'],
    delivery: ['faults', 'sockets'],
    feed: ['delivery', 'sockets'],
    rooms: ['feed', 'delivery', 'sockets'],
    sessions: ['delivery', 'sockets'],
    nodes: ['feed', 'delivery'],
    gateway: ['rooms', 'feed', 'sessions', 'delivery', 'faults', 'sockets'],
  },
};

const keepsToItsRooms = ([floor, plan]) =>
  Object.entries(plan).map(([room, below]) => ({
    name: `rooms-of-${floor.replace('/', '-')}-${room}`,
    comment: `See \`rooms\` for what ${floor}/${room} may import: let the room above call down, or move what both need into a room below both.`,
    severity: 'error',
    from: { path: `^src/${floor}/${room}/` },
    to: {
      path: `^src/${floor}/[^/]+/`,
      pathNot: `^src/${floor}/((${[room, ...below].join('|')})/|[^/]+/[^/]+\\.entity\\.ts$)`,
    },
  }));

const unknownRooms = Object.entries(rooms).map(([floor, plan]) => ({
  name: `rooms-of-${floor.replace('/', '-')}-unknown`,
  comment: `Every folder of ${floor} has its place in \`rooms\`: add the new one, with what it may import.`,
  severity: 'error',
  from: {},
  to: { path: `^src/${floor}/[^/]+/`, pathNot: `^src/${floor}/(${Object.keys(plan).join('|')})/` },
}));

const keepsToItsFloor = ([floor, below]) => ({
  name: `floor-plan-${floor.replace('/', '-')}`,
  comment: reasons[floor],
  severity: 'error',
  from: { path: `^src/${floor}/` },
  to: { path: '^(src/|ormconfig\\.ts$)', pathNot: `^src/(${[floor, ...below].join('|')})/` },
});

const spec = '\\.spec\\.ts$';

export default {
  forbidden: [
    ...Object.entries(plan).map(keepsToItsFloor),
    ...Object.entries(rooms).flatMap(keepsToItsRooms),
    ...unknownRooms,
    {
      name: 'floor-plan-unknown',
      comment:
        'Every folder of src has its place in the floor plan: add the new one to `plan`, with what it may import.',
      severity: 'error',
      from: {},
      to: { path: '^src/[^/]+/', pathNot: `^src/(${Object.keys(plan).join('|')})/` },
    },
    {
      name: 'no-circles',
      comment: 'Types included. Move what both need into a file (or floor) below both, or publish an event.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'only-realtime-knows-sockets',
      comment: 'Publish on the event bus instead; realtime listens and is the only code that knows Socket.IO.',
      severity: 'error',
      from: { path: '^(src/|ormconfig\\.ts$)', pathNot: '^src/realtime/' },
      to: { path: 'node_modules/(socket\\.io|engine\\.io|@nestjs/websockets|@nestjs/platform-socket\\.io)' },
    },
    {
      name: 'presence-knows-no-table',
      comment: 'Leases live in memory or in Redis. What has to be stored belongs in users.',
      severity: 'error',
      from: { path: '^src/presence/' },
      to: { path: 'node_modules/(typeorm|@nestjs/typeorm|pg)/' },
    },
    {
      name: 'source-needs-no-test',
      comment: 'What runs in production imports nothing that is there for tests, measurements or chores.',
      severity: 'error',
      from: { path: '^(src/|ormconfig\\.ts$)', pathNot: spec },
      to: { path: '^(test|bench|scripts)/' },
    },
    {
      name: 'source-needs-no-dev-dependency',
      comment: '`npm ci --omit=dev` must give a server that runs: move the package to "dependencies".',
      severity: 'error',
      from: { path: '^(src/|ormconfig\\.ts$)', pathNot: spec },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'declared-packages-only',
      comment: 'A package that only a dependency brings along can vanish with it: add it to package.json.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'imports-resolve',
      comment: 'This import leads nowhere: correct the path (relative ones end in .js) or install the package.',
      severity: 'error',
      from: {},
      // What Vite makes itself, see web/vite.config.ts.
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
    {
      name: 'no-drawers',
      comment: 'A file is named for its one idea: no utils, helpers, common, types or constants.',
      severity: 'error',
      from: {},
      to: { path: '/(utils|helpers|common|shared|misc|types|constants|index)(\\.ts$|/)', pathNot: 'node_modules/' },
    },
    {
      name: 'kebab-case',
      comment: 'Files are named in kebab-case, `<noun>.<kind>.ts` for what Nest knows and a plain noun for the rest.',
      severity: 'error',
      from: {},
      to: { path: '^(src|test|bench)/[^A-Z_]*[A-Z_]' },
    },
  ],
  options: {
    // Imports of types count: a circle of types is a circle.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
    cache: { folder: 'node_modules/.cache/dependency-cruiser', strategy: 'content' },
  },
};
