/**
 * Writes client/src/wire.ts, the types of all that goes over the wire, from docs/openapi.json and contract/events.ts;
 * with `--check` it only says whether the committed one is stale.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import openapiTS, { astToString } from 'openapi-typescript';

import { eventSchemas } from './event-schemas.mjs';

const root = join(import.meta.dirname, '..');
const file = join(root, 'client', 'src', 'wire.ts');
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

if (!process.argv.includes('--check')) {
  writeFileSync(file, text);
} else if (text !== readFileSync(file, 'utf8')) {
  console.error('client/src/wire.ts is stale: run `npm run docs:client` and commit it with the change.');
  process.exitCode = 1;
}
