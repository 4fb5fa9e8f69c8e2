import { join } from 'node:path';

import { createGenerator } from 'ts-json-schema-generator';

const root = join(import.meta.dirname, '..');

/** The payloads of all pushes as JSON schemas, by the names of their types; `ServerEvents` has one property for each event. */
export function eventSchemas() {
  const generator = createGenerator({
    path: join(root, 'src', 'contract', 'events.ts'),
    tsconfig: join(root, 'tsconfig.json'),
    type: 'ServerEvents',
    skipTypeCheck: true,
    additionalProperties: true,
  });
  const { definitions } = generator.createSchema('ServerEvents');
  return JSON.parse(JSON.stringify(definitions).replaceAll('#/definitions/', '#/components/schemas/'));
}
