/**
 * Writes docs/asyncapi.json from contract/events.ts and docs/openapi.json; with `--check` it only says whether the committed
 * one is stale.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { CLIENT_EVENTS, SERVER_EVENTS } from '../dist/src/contract/events.js';
import { describeEvents } from './asyncapi.mjs';
import { commit, sortedJson } from './committed.mjs';
import { eventSchemas } from './event-schemas.mjs';

const openapi = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'docs', 'openapi.json'), 'utf8'));
const schemas = { ...eventSchemas(), ...openapi.components.schemas };
const document = describeEvents({ serverEvents: SERVER_EVENTS, clientEvents: CLIENT_EVENTS, schemas });
commit('docs/asyncapi.json', sortedJson(document), 'npm run docs:asyncapi');
