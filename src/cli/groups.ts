import { audit } from './audit.js';
import type { Group } from './command.js';
import { invites } from './invites.js';
import { keys } from './keys.js';
import { sessions } from './sessions.js';
import { tokens } from './tokens.js';
import { users } from './users.js';

/** All groups of commands. Add a new one here, and the module with its services in `cli-app.ts`. */
export const GROUPS: Record<string, Group> = { users, keys, tokens, sessions, invites, audit };
