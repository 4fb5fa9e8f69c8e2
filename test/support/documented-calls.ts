import { readFileSync } from 'node:fs';

type Place = 'path' | 'query' | 'header' | 'body';

export interface DocumentedCall {
  method: string;
  /** The path with its parameters in braces. */
  path: string;
  /** Everything that a client can send with it. */
  fields: { place: Place; name: string }[];
}

interface Operation {
  parameters?: { in: Place; name: string }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}
interface Schema {
  $ref?: string;
  properties?: object;
}
interface OpenApi {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

/** Every call of docs/openapi.json. Another test compares that file with the code, so new calls are included here. */
export function documentedCalls(): DocumentedCall[] {
  const api = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as OpenApi;
  return Object.entries(api.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      fields: [...parametersOf(operation), ...bodyOf(operation, api)],
    })),
  );
}

/** Those of these values that the body of a call accepts, because most calls refuse unknown keys. */
export function bodyFor<Value>({ fields }: DocumentedCall, values: Record<string, Value>): Record<string, Value> {
  const keys = new Set(fields.filter(({ place }) => place === 'body').map(({ name }) => name));
  return Object.fromEntries(Object.entries(values).filter(([key]) => keys.has(key)));
}

function parametersOf({ parameters = [] }: Operation): DocumentedCall['fields'] {
  return parameters.map(({ in: place, name }) => ({ place, name }));
}

function bodyOf({ requestBody }: Operation, { components }: OpenApi): DocumentedCall['fields'] {
  const [content] = Object.values(requestBody?.content ?? {});
  if (!content) return [];
  const schema = components.schemas[content.schema.$ref?.split('/').at(-1) ?? ''] ?? content.schema;
  return Object.keys(schema.properties ?? {}).map((name) => ({ place: 'body', name }));
}
