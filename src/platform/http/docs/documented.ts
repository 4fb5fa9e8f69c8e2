import { applyDecorators } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

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
