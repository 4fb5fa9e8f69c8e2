import { ApiHideProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString } from 'class-validator';

import { OptionalId } from '../rules/field-rules.js';

export class MediaSizeDto {
  /** `thumb` fits into 320 × 320 pixels and `preview` into 1,280 × 1,280; of a video they are its poster. */
  @IsOptional()
  @IsIn(['thumb', 'preview', 'original'])
  size: 'thumb' | 'preview' | 'original' = 'original';

  /** The media token, which the guard has checked. */
  @ApiHideProperty()
  @IsOptional()
  @IsString()
  t?: string;
}

export class AvatarDto {
  /** The id of an earlier upload of the caller, instead of a file. */
  @OptionalId()
  media?: string;
}
