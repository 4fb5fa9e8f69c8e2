/**
 * Tests the floor plan: adds one bad import per rule, and fails unless dependency-cruiser names exactly that rule. It works in a copy
 * of the tree, so it never leaves anything in this one.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = dirname(import.meta.dirname);

/** The bad imports: the rule that must object, the file, and the import. */
const plants = [
  ['floor-plan-contract', 'src/contract', `import '../platform/planted-target.js';`],
  ['floor-plan-platform', 'src/platform', `import '../users/planted-target.js';`],
  ['floor-plan-health', 'src/health', `import '../users/planted-target.js';`],
  ['floor-plan-presence', 'src/presence', `import '../users/planted-target.js';`],
  ['floor-plan-users', 'src/users', `import '../auth/planted-target.js';`],
  ['floor-plan-auth', 'src/auth', `import '../chats/planted-target.js';`],
  ['floor-plan-chats', 'src/chats', `import '../messages/planted-target.js';`],
  [
    'floor-plan-media',
    'src/media',
    `import type { Target } from '../messages/planted-target.js';\nexport type Again = Target;`,
  ],
  ['floor-plan-messages-views', 'src/messages/views', `import '../../chats/planted-target.js';`],
  ['floor-plan-messages', 'src/messages', `import '../realtime/planted-target.js';`],
  ['floor-plan-scheduling', 'src/scheduling', `import '../realtime/planted-target.js';`],
  ['floor-plan-groups', 'src/groups', `import '../realtime/planted-target.js';`],
  ['floor-plan-sync', 'src/sync', `import '../realtime/planted-target.js';`],
  ['floor-plan-fault-injection', 'src/fault-injection', `import '../users/planted-target.js';`],
  ['floor-plan-realtime', 'src/realtime', `import '../health/planted-target.js';`],
  ['floor-plan-demo', 'src/demo', `import '../realtime/planted-target.js';`],
  ['floor-plan-unknown', 'src/cellar', `import './planted-target.js';`],
  ['rooms-of-chats-access', 'src/chats/access', `import '../list/planted-target.js';`],
  ['rooms-of-messages-history', 'src/messages/history', `import '../send/planted-target.js';`],
  ['rooms-of-realtime-sockets', 'src/realtime/sockets', `import '../gateway/planted-target.js';`],
  ['rooms-of-media-storage', 'src/media/storage', `import '../avatars/planted-target.js';`],
  ['rooms-of-media-processing-child', 'src/media/processing/child', `import '../queue/planted-target.js';`],
  ['rooms-of-realtime-unknown', 'src/realtime/cellar', `import './planted-target.js';`],
  ['no-circles', 'src/users/planted-circle', `import type { Back } from './target.js';\nexport type Forth = Back;`],
  ['only-realtime-knows-sockets', 'src/messages', `import 'socket.io';`],
  ['presence-knows-no-table', 'src/presence', `import 'typeorm';`],
  ['source-needs-no-test', 'src/chats', `import '../../test/planted-target.js';`],
  ['source-needs-no-dev-dependency', 'src/chats', `import 'fast-check';`],
  ['declared-packages-only', 'src/chats', `import 'light-my-request';`],
  ['imports-resolve', 'src/chats', `import './there-is-no-such-file.js';`],
  ['no-drawers', 'src/chats', `import './utils.js';`],
  ['kebab-case', 'src/chats', `import './theDrawer.js';`],
];

const targets = [
  ...['platform', 'users', 'auth', 'chats', 'messages', 'realtime', 'health', 'cellar'].map((floor) => `src/${floor}`),
  ...[
    'chats/list',
    'messages/send',
    'realtime/gateway',
    'realtime/cellar',
    'media/avatars',
    'media/processing/queue',
  ].map((room) => `src/${room}`),
  'test',
].map((folder) => [`${folder}/planted-target.ts`, 'export type Target = string;']);

const alsoNeeded = [
  [
    'src/users/planted-circle/target.ts',
    `import type { Forth } from './planted-no-circles.js';\nexport type Back = Forth;`,
  ],
  ['src/chats/utils.ts', 'export const drawer = true;'],
  ['src/chats/theDrawer.ts', 'export const drawer = true;'],
];

function plant(copy) {
  for (const [rule, folder, code] of plants) write(copy, `${folder}/planted-${rule}.ts`, `${code}\n`);
  for (const [path, code] of [...targets, ...alsoNeeded]) write(copy, path, `${code}\n`);
}

function write(copy, path, text) {
  mkdirSync(dirname(join(copy, path)), { recursive: true });
  writeFileSync(join(copy, path), text);
}

/** The violations dependency-cruiser reports in `copy`, as "rule file". */
function violations(copy) {
  const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const command = [cruiser, '--no-cache', '--output-type', 'json', 'src', 'test'];
  const cruise = spawnSync(process.execPath, command, { cwd: copy, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (!cruise.stdout.startsWith('{'))
    throw new Error(`dependency-cruiser did not run: ${cruise.stderr || cruise.stdout}`);
  return new Set(JSON.parse(cruise.stdout).summary.violations.map(({ rule, from }) => `${rule.name} ${from}`));
}

const copy = mkdtempSync(join(tmpdir(), 'parley-floor-plan-'));
try {
  for (const path of ['src', '.dependency-cruiser.js', 'package.json', 'tsconfig.json']) {
    cpSync(join(root, path), join(copy, path), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  plant(copy);
  const found = violations(copy);
  const unseen = plants.filter(([rule, folder]) => !found.has(`${rule} ${folder}/planted-${rule}.ts`));
  for (const [rule, folder, code] of unseen) console.error(`${rule} let this pass in ${folder}: ${code}`);
  process.exitCode = unseen.length > 0 ? 1 : 0;
  console.log(`floor plan: ${plants.length - unseen.length} of ${plants.length} planted imports were refused`);
} finally {
  rmSync(copy, { recursive: true, force: true });
}
