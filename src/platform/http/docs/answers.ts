import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiHeader, ApiResponse, getSchemaPath } from '@nestjs/swagger';

import { ErrorView } from '../../../contract/envelope.js';
import { type ErrorCode, ERRORS } from '../../../contract/errors.js';

interface AnswerOptions {
  /** HTTP status of success; 200 unless told. */
  status?: number;
  /** The codes this call can fail with, beside those every call can (see api-details.ts). */
  errors?: ErrorCode[];
  /** The class of `meta`, where lists are paged. */
  meta?: Type;
  /** Without the envelope: login and what answers like it. */
  bare?: boolean;
  /** What the answer may be instead, when it was asked for before. */
  or?: Type;
  /** The client may choose the new thing's id, in `Idempotency-Key` as well. */
  replayable?: boolean;
  /** Takes an `Idempotency-Key` of the client's own, see Once. */
  keyed?: boolean;
}

type Data = Type | [Type] | null;

/** Documents a call's answer: the envelope with `data` of this class (in a list for `[Class]`, none for null), and its errors. */
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

/** Documents the errors of a call that answers with something else than the envelope. */
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

/** One response for each status, listing its codes. */
function documentErrors(errors: ErrorCode[]): MethodDecorator[] {
  return [...new Set(errors.map((code) => ERRORS[code].status))].map((status) => {
    const description = errors.filter((code) => ERRORS[code].status === status).join(', ');
    return ApiResponse({ status, description, schema: { $ref: getSchemaPath(ErrorView) } });
  });
}

const IDEMPOTENCY = {
  name: 'Idempotency-Key',
  required: false,
  description: 'Becomes the id, like `id` in the body: the same id again is the same thing, so that a retry is safe.',
  schema: { type: 'string', format: 'uuid' },
};

const KEY = {
  name: 'Idempotency-Key',
  required: false,
  description:
    'Any text, new for each request: a retry with it is answered as the first time, and done only once. Kept 24 h.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

const OF_A_KEY: ErrorCode[] = ['request.invalid', 'idempotency.key_reused'];

const REPLAYED = {
  'Idempotent-Replayed': {
    description: '`true` when this was answered from an earlier request with the same id or key.',
    schema: { type: 'string', enum: ['true'] },
  },
};
