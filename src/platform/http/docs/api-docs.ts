import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

import { type ErrorCode, ERRORS } from '../../../contract/errors.js';
import { IGNORES_UNKNOWN_KEYS } from './answers.js';

const DESCRIPTION = `Chat over REST. The [realtime protocol](/docs/realtime) describes live events, [errors](/docs/errors) lists every error code,
and the documentation begins at [/docs](/docs).

A successful answer is \`{"status":"success"}\`, with \`data\` if there is any and \`meta\` for lists. A failed one is an \`ErrorView\`
with a \`code\` of a closed table. Bodies may be JSON, urlencoded forms or multipart forms. A call refuses unknown keys in its query and
in its body with \`request.invalid\`; only calls marked \`x-ignores-unknown-keys\` ignore them.`;

/** Builds the OpenAPI document from the controllers. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const about = new DocumentBuilder()
    .setTitle('Parley')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'The `token` of login.' })
    .addApiKey({ type: 'apiKey', in: 'query', name: 't', description: 'The `mediaToken` of login.' }, 'mediaToken')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API key: `pk_…`.' }, 'apiKey')
    .addSecurityRequirements('bearer')
    .build();
  return addDetails(SwaggerModule.createDocument(app, about, { operationIdFactory: nameCall }));
}

/** Serves the document at `/docs/api` for people and `/docs-json` for tools. It is built when it is first requested. */
export function serveDocs(app: INestApplication): void {
  SwaggerModule.setup('docs/api', app, () => describeApi(app), { jsonDocumentUrl: 'docs-json' });
}

/** The operation id of `MessagesController.send` is `messagesSend`: unique, and readable as a method of a generated client. */
function nameCall(controller: string, method: string): string {
  const noun = controller.replace(/Controller$/, '');
  return noun.charAt(0).toLowerCase() + noun.slice(1) + method.charAt(0).toUpperCase() + method.slice(1);
}

type Schema = Record<string, unknown>;
type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const ERROR = { 'application/json': { schema: { $ref: '#/components/schemas/ErrorView' } } };

const OF_EVERY_CALL: ErrorCode[] = ['request.malformed', 'rate.limited', 'internal', 'overloaded', 'storage.full'];
const OF_UNKNOWN_KEYS: ErrorCode[] = ['request.invalid'];
const OF_A_TOKEN: ErrorCode[] = [
  'auth.token_missing',
  'auth.token_invalid',
  'auth.token_expired',
  'auth.session_revoked',
];
const OF_A_BODY: ErrorCode[] = [
  'request.malformed',
  'request.too_large',
  'request.timeout',
  'request.unsupported_type',
];

/** Adds to the OpenAPI document what is true of every call and every field, so that no controller has to repeat it. */
function addDetails(document: OpenAPIObject): OpenAPIObject {
  const schemas = document.components?.schemas ?? {};
  for (const schema of Object.values(schemas)) detailFields(schema as Schema);
  const calls = Object.entries(document.paths)
    .filter(([path]) => path.startsWith('/api/')) // health and metrics have other formats
    .flatMap(([, ways]) => METHODS.flatMap((method) => ways[method] ?? []));
  for (const call of calls) detailCall(call);
  closeSchemas(document, calls);
  return document;
}

function detailCall(call: Operation): void {
  for (const parameter of call.parameters ?? []) {
    if ('in' in parameter) detailField(parameter.name, parameter.schema as Schema, parameter.in === 'path');
  }
  acceptForms(call);
  const needsToken = !call.security?.some((way) => Object.keys(way).length === 0);
  const codes = [
    ...(isLenient(call) ? [] : OF_UNKNOWN_KEYS),
    ...(call.requestBody ? OF_A_BODY : []),
    ...(needsToken ? OF_A_TOKEN : []),
    ...OF_EVERY_CALL,
  ];
  for (const code of codes) addError(call, code);
}

/** Documents that a call with a JSON body also accepts forms. */
function acceptForms({ requestBody: body }: Operation): void {
  const json = body && 'content' in body ? body.content['application/json'] : undefined;
  if (!body || !('content' in body) || !json) return;
  body.content = { ...body.content, 'application/x-www-form-urlencoded': json, 'multipart/form-data': json };
}

function addError({ responses }: Operation, code: ErrorCode): void {
  const status = String(ERRORS[code].status);
  const documented = responses[status];
  const codes = documented && 'description' in documented ? documented.description.split(', ').filter(Boolean) : [];
  if (codes.includes(code)) return;
  responses[status] = { description: [...codes, code].join(', '), content: ERROR };
}

function detailFields(schema: Schema): void {
  for (const [name, field] of Object.entries((schema.properties ?? {}) as Record<string, Schema>)) {
    detailField(name, field);
  }
}

/** Path parameters and fields that are no UUIDs. */
const NO_IDS = new Set(['code', 'emoji', 'externalId', 'key']);

/** Sets the format of a field by its name and type, because the contract names ids, times and counts in the same way everywhere. */
function detailField(name: string, schema: Schema, inPath = false): void {
  if (Array.isArray(schema.enum)) schema.enum.sort(); // the order of the compiler depends on the order of files
  if (schema.type === 'number' && name !== 'duration' && schema.format === undefined) schema.type = 'integer';
  if (schema.type !== 'string' || [schema.format, schema.enum, schema.pattern].some((rule) => rule !== undefined))
    return;
  if (!NO_IDS.has(name) && (inPath || /^id$|Id$/.test(name))) schema.format = 'uuid';
  if (/(At|Until)$/.test(name)) schema.format = 'date-time';
}

/** Whether a call ignores unknown keys, see `Documented`. */
const isLenient = (call: Operation): boolean => Object.hasOwn(call, IGNORES_UNKNOWN_KEYS);

/**
 * Sets `additionalProperties: false` for each body that refuses unknown keys, and for the objects inside. An object that both kinds of
 * body use is closed too: a client that sends no unknown keys is right in both.
 */
function closeSchemas(document: OpenAPIObject, calls: Operation[]): void {
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
