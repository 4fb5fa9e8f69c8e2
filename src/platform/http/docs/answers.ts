import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtension, ApiExtraModels, ApiHeader, ApiResponse, getSchemaPath } from '@nestjs/swagger';

import { ErrorView } from '../../../contract/envelope.js';
import { type ErrorCode, ERRORS } from '../../../contract/errors.js';
import { ignoreUnknownKeys } from '../../../contract/rules/known-keys.js';

/** The OpenAPI extension that marks such a call. */
export const IGNORES_UNKNOWN_KEYS = 'x-ignores-unknown-keys';

/**
 * Marks one of the ten calls that clients were written for before this server existed: it ignores unknown keys in its query and in
 * its body. All other calls refuse them.
 * @param dtos the classes of the query and the body of the call
 */
export function Documented(...dtos: object[]): MethodDecorator {
  const mark: MethodDecorator = (_target, _name, { value }) => {
    for (const marked of [...dtos, value as object]) ignoreUnknownKeys(marked);
  };
  return applyDecorators(mark, ApiExtension(IGNORES_UNKNOWN_KEYS, true));
}

interface AnswerOptions {
  /** HTTP status of success; 200 by default. */
  status?: number;
  /** The error codes of this call, without those of every call (see api-docs.ts). */
  errors?: ErrorCode[];
  /** The class of `meta`, for paged lists. */
  meta?: Type;
  /** The answer has no envelope, as that of login. */
  bare?: boolean;
  /** An alternative class of `data`, for a repeated request. */
  or?: Type;
  /** The client may choose the id of what is created, also in the header `Idempotency-Key`. */
  replayable?: boolean;
  /** Accepts an `Idempotency-Key` with any text, see `Once`. */
  keyed?: boolean;
}

type Data = Type | [Type] | null;

/** Documents the answer of a call: the envelope with `data` of a class (a list for `[Class]`, none for null), and its errors. */
export function Answers(data: Data, { status = 200, errors = [], ...how }: AnswerOptions = {}): MethodDecorator {
  const models = [ErrorView, ...[data ?? []].flat(), how.or ?? [], how.meta ?? []].flat();
  return applyDecorators(
    ApiExtraModels(...models),
    ApiResponse({
      status,
      description: 'success',
      schema: how.bare && data ? schemaOf(data) : envelope(data, how),
      headers: how.replayable || how.keyed ? REPLAYED : {},
    }),
    ...(how.replayable ? [ApiHeader(IDEMPOTENCY)] : []),
    ...(how.keyed ? [ApiHeader(KEY)] : []),
    ...documentErrors([...new Set([...errors, ...(how.keyed ? OF_A_KEY : [])])]),
  );
}

/** Documents a second answer of success: an envelope without data. */
export function MayAnswer(status: number, description: string): MethodDecorator {
  return applyDecorators(ApiResponse({ status, description, schema: envelope(null, {}) }));
}

/** Documents a call that sends the browser elsewhere, and its errors. */
export function Redirects(where: string, ...errors: ErrorCode[]): MethodDecorator {
  return applyDecorators(
    ApiExtraModels(ErrorView),
    ApiResponse({ status: 302, description: where, headers: LOCATION }),
    ...documentErrors(errors),
  );
}

/** Documents the errors of a call whose answer has no envelope. */
export function Fails(...errors: ErrorCode[]): MethodDecorator {
  return applyDecorators(...documentErrors(errors));
}

function envelope(data: Data, { meta, or }: Pick<AnswerOptions, 'meta' | 'or'>) {
  const properties = {
    status: { type: 'string', enum: ['success'] },
    ...(data ? { data: or ? { oneOf: [schemaOf(data), schemaOf(or)] } : schemaOf(data) } : {}),
    ...(meta ? { meta: schemaOf(meta) } : {}),
  };
  return { type: 'object', required: Object.keys(properties), properties };
}

function schemaOf(data: Type | [Type]) {
  if (Array.isArray(data)) return { type: 'array', items: { $ref: getSchemaPath(data[0]) } };
  return { $ref: getSchemaPath(data) };
}

/** Documents one response per status, with its error codes. */
function documentErrors(errors: ErrorCode[]): MethodDecorator[] {
  return [...new Set(errors.map((code) => ERRORS[code].status))].map((status) => {
    const description = errors.filter((code) => ERRORS[code].status === status).join(', ');
    return ApiResponse({ status, description, schema: { $ref: getSchemaPath(ErrorView) } });
  });
}

const IDEMPOTENCY = {
  name: 'Idempotency-Key',
  required: false,
  description: 'Becomes the id, like `id` in the body. A retry with the same id creates nothing new.',
  schema: { type: 'string', format: 'uuid' },
};

const KEY = {
  name: 'Idempotency-Key',
  required: false,
  description:
    'Any text, different for each request. A retry with the same key gets the first answer and is not carried out again. Stored for 24 h.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

const OF_A_KEY: ErrorCode[] = ['request.invalid', 'idempotency.key_reused'];

const LOCATION = { Location: { description: 'The address.', schema: { type: 'string' as const, format: 'uri' } } };

const REPLAYED = {
  'Idempotent-Replayed': {
    description: '`true` when this is the answer of an earlier request with the same id or key.',
    schema: { type: 'string', enum: ['true'] },
  },
};
