/**
 * Writes client/src/wire.ts, the types of all that goes over the wire, from docs/openapi.json and contract/events.ts;
 * with `--check` it only says whether the committed one is stale.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import openapiTS, { astToString } from 'openapi-typescript';

import { commit } from './committed.mjs';
import { eventSchemas } from './event-schemas.mjs';

const root = join(import.meta.dirname, '..');
const HEADER =
  '// Written by `npm run docs:client` from docs/openapi.json and src/contract/events.ts. Do not edit.\n\n';

const api = JSON.parse(readFileSync(join(root, 'docs', 'openapi.json'), 'utf8'));
api.components.schemas = { ...eventSchemas(), ...api.components.schemas };
const types = await openapiTS(api, {
  alphabetize: true,
  defaultNonNullable: false,
  rootTypes: true,
  rootTypesNoSchemaPrefix: true,
});
const text = HEADER + astToString(types);

commit('client/src/wire.ts', text, 'npm run docs:client');
