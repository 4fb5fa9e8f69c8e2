import { IsOptional, IsString, MaxLength } from 'class-validator';

import { IsText, IsWhole, MAX_INT, NoneIfEmpty } from '../rules/validation.js';

export const PAGE_SIZE = 20;

export class HistoryDto {
  @NoneIfEmpty()
  @IsOptional()
  @IsWhole(1, MAX_INT)
  page?: number;

  @NoneIfEmpty()
  @IsOptional()
  @IsWhole(1, 100)
  limit?: number;

  /** The `lastSeq` of page 1. It keeps the pages stable while messages arrive. */
  @NoneIfEmpty()
  @IsOptional()
  @IsWhole(0, MAX_INT)
  asOf?: number;

  /** The messages closest below this `seq`. */
  @NoneIfEmpty()
  @IsOptional()
  @IsWhole(0, MAX_INT)
  before?: number;

  /** The messages closest above this `seq`. */
  @NoneIfEmpty()
  @IsOptional()
  @IsWhole(0, MAX_INT)
  after?: number;

  /** The message with this `seq`, and the closest ones on both sides. */
  @NoneIfEmpty()
  @IsOptional()
  @IsWhole(0, MAX_INT)
  around?: number;
}

export class SearchMessagesDto {
  @IsText(1, 100)
  q!: string;

  @NoneIfEmpty()
  @IsOptional()
  @IsWhole(1, MAX_INT)
  page?: number;
}

/** The page of a list with a cursor. */
export class CursorDto {
  @NoneIfEmpty()
  @IsOptional()
  @IsWhole(1, 100)
  limit?: number;

  /** `meta.next` of the previous page. */
  @NoneIfEmpty({ text: true })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  cursor?: string;
}
