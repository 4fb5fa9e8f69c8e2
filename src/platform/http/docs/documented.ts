import { applyDecorators } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

import { ignoreUnknownKeys } from '../../../contract/rules/known-keys.js';

/** Says so in the OpenAPI document. */
export const IGNORES_UNKNOWN_KEYS = 'x-ignores-unknown-keys';

/**
 * Marks one of the ten calls that clients were written for before there was a server: it ignores every key that it does
 * not know, in its query and in its body. All other calls refuse such keys.
 * @param dtos the classes that the call reads its query or body into
 */
export function Documented(...dtos: object[]): MethodDecorator {
  const mark: MethodDecorator = (_target, _name, { value }) => {
    for (const marked of [...dtos, value as object]) ignoreUnknownKeys(marked);
  };
  return applyDecorators(mark, ApiExtension(IGNORES_UNKNOWN_KEYS, true));
}
