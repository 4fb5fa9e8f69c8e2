import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsOptional, IsString, MaxLength } from 'class-validator';

import { ListOfOne, YesNoText } from '../rules/form-texts.js';
import { IsLine } from '../rules/text-rules.js';
import { IsId, IsWhole, MAX_INT, NoneIfEmpty } from '../rules/validation.js';

export class CreateChatDto {
  /** User ids; the caller is implied. One person and no title is a direct chat. */
  @ListOfOne()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @IsId({ each: true })
  participants!: string[];

  @NoneIfEmpty({ text: true })
  @IsOptional()
  @IsLine(1, 120)
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

export class ExplainUnreadDto {
  @NoneIfEmpty()
  @IsOptional()
  @YesNoText()
  @IsBoolean()
  explain?: boolean;
}

export class ListChatsDto {
  /** Only archived chats, or only those that are not; both when absent. */
  @NoneIfEmpty()
  @IsOptional()
  @YesNoText()
  @IsBoolean()
  archived?: boolean;

  /** With `true` the threads the caller follows, too. */
  @NoneIfEmpty()
  @IsOptional()
  @YesNoText()
  @IsBoolean()
  threads?: boolean;

  @NoneIfEmpty()
  @IsOptional()
  @IsWhole(1, 1000)
  limit?: number;

  /** `meta.next` of the page before. */
  @NoneIfEmpty({ text: true })
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

/** Seconds: nobody looks away for less, and what is to stay for longer is to stay. */
export const SHORTEST_LIFETIME = 5;
const LONGEST_LIFETIME = 365 * 24 * 60 * 60;

export class MessageLifetimeDto {
  /** What is said from now on is deleted for everybody after so many seconds. */
  @IsWhole(SHORTEST_LIFETIME, LONGEST_LIFETIME)
  seconds!: number;
}

export class MarkDto {
  /** Everything up to this message is read, or has arrived; marks only move forward. */
  @IsWhole(0, MAX_INT)
  seq!: number;
}
