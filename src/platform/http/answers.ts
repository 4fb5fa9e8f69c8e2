import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';

import { ErrorView } from '../../contract/envelope.js';
import { type ErrorCode, ERRORS } from '../../contract/errors.js';

interface AnswerOptions {
  /** HTTP status of success; 200 unless told. */
  status?: number;
  /** The codes this call can fail with, beside those every call can. */
  errors?: ErrorCode[];
  /** The class of `meta`, where lists are paged. */
  meta?: Type;
}

/** Documents a call's answer: the envelope with `data` of this class (in a list for `[Class]`, none for null), and its errors. */
export function Answers(
  data: Type | [Type] | null,
  { status = 200, errors = [], meta }: AnswerOptions = {},
): MethodDecorator {
  const models = [ErrorView, ...(Array.isArray(data) ? data : data ? [data] : []), ...(meta ? [meta] : [])];
  const properties = {
    status: { type: 'string', enum: ['success'] },
    ...(data ? { data: schemaOf(data) } : {}),
    ...(meta ? { meta: schemaOf(meta) } : {}),
  };
  return applyDecorators(
    ApiExtraModels(...models),
    ApiResponse({
      status,
      description: 'success',
      schema: { type: 'object', required: Object.keys(properties), properties },
    }),
    ...documentErrors(errors),
  );
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
