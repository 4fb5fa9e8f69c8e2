import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsOptional, IsString, MaxLength } from 'class-validator';

import { IsId, IsText, IsWhole, MAX_INT, NoneIfEmpty } from './validation.js';

/** A form sends one participant as a plain string. */
const ListOfOne = () => Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? [value] : value));

export class CreateChatDto {
  /** User ids; the caller is implied. One person and no title is a direct chat. */
  @ListOfOne()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @IsId({ each: true })
  participants!: string[];

  @NoneIfEmpty()
  @IsOptional()
  @IsText(1, 120)
  title?: string;

  /** Chosen by the client, so that a retry is safe. */
  @NoneIfEmpty()
  @IsOptional()
  @IsId()
  id?: string;
}

export class AddParticipantsDto {
  /** User ids. Who is in already stays as they are. */
  @ListOfOne()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @IsId({ each: true })
  participants!: string[];
}

/** A query sends it as text. */
const ReadBoolean = () =>
  Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value));

export class ExplainUnreadDto {
  @NoneIfEmpty()
  @IsOptional()
  @ReadBoolean()
  @IsBoolean()
  explain?: boolean;
}

export class ListChatsDto {
  /** Only archived chats, or only those that are not; both when absent. */
  @NoneIfEmpty()
  @IsOptional()
  @ReadBoolean()
  @IsBoolean()
  archived?: boolean;

  /** With `true` the threads the caller follows, too. */
  @NoneIfEmpty()
  @IsOptional()
  @ReadBoolean()
  @IsBoolean()
  threads?: boolean;

  @NoneIfEmpty()
  @IsOptional()
  @IsWhole(1, 1000)
  limit?: number;

  /** `meta.next` of the page before. */
  @NoneIfEmpty()
  @IsOptional()
  @IsString()
  @MaxLength(200)
  cursor?: string;
}

export class ListParticipantsDto {
  @NoneIfEmpty()
  @IsOptional()
  @IsWhole(1, MAX_INT)
  page?: number;

  @NoneIfEmpty()
  @IsOptional()
  @IsWhole(1, 100)
  limit?: number;
}

export class MarkDto {
  /** Everything up to this message is read, or has arrived; marks only move forward. */
  @IsWhole(0, MAX_INT)
  seq!: number;
}
