import type { OpenAPIObject } from '@nestjs/swagger';

import { IGNORES_UNKNOWN_KEYS } from './answers.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Schema = Record<string, unknown>;

/** Whether a call ignores unknown keys, see `Documented`. */
export const isLenient = (call: Operation): boolean => Object.hasOwn(call, IGNORES_UNKNOWN_KEYS);

/**
 * Sets `additionalProperties: false` for each body that refuses unknown keys, and for the objects inside. An object that both kinds of
 * body use is closed too: a client that sends no unknown keys is right in both.
 */
export function closeSchemas(document: OpenAPIObject, calls: Operation[]): void {
  const schemas = (document.components?.schemas ?? {}) as Record<string, Schema>;
  const open = new Set<Schema>();
  for (const call of calls.filter(isLenient)) for (const body of bodiesOf(call, schemas)) open.add(body);
  for (const call of calls.filter((each) => !isLenient(each))) {
    for (const body of bodiesOf(call, schemas)) close(body, schemas, open);
  }
}

function bodiesOf({ requestBody: body }: Operation, schemas: Record<string, Schema>): Schema[] {
  if (!body || !('content' in body)) return [];
  return Object.values(body.content).map(({ schema }) => resolve((schema ?? {}) as Schema, schemas));
}

/** Follows a reference. */
function resolve(schema: Schema, schemas: Record<string, Schema>): Schema {
  const { $ref } = schema;
  return typeof $ref === 'string' ? (schemas[$ref.split('/').at(-1) ?? ''] ?? schema) : schema;
}

/** @param done schemas that must not be changed (any more) */
function close(given: unknown, schemas: Record<string, Schema>, done: Set<Schema>): void {
  if (typeof given !== 'object' || given === null) return;
  const schema = resolve(given as Schema, schemas);
  if (done.has(schema)) return;
  done.add(schema);
  if (schema.properties) schema.additionalProperties ??= false;
  for (const inside of Object.values(schema)) close(inside, schemas, done);
}
