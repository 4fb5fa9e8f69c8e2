import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';

const PICTURE = { type: 'string', format: 'binary' };
const UPLOAD = { type: 'string', format: 'uuid', description: 'the id of an earlier upload of the caller' };

/** Documents the body of a call that sets an avatar: a picture, or an earlier upload. */
export const TakesAvatar = (): MethodDecorator =>
  applyDecorators(
    ApiConsumes('multipart/form-data', 'application/json'),
    ApiBody({ schema: { type: 'object', properties: { avatar: PICTURE, media: UPLOAD } } }),
  );

export const AVATAR_ERRORS = [
  ...(['request.invalid', 'request.malformed', 'media.not_found', 'media.processing'] as const),
  ...(['media.rejected', 'media.too_large', 'media.daily_limit', 'plan.limit_reached', 'media.unsupported'] as const),
];
