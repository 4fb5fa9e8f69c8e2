import { ApiProperty } from '@nestjs/swagger';
import { plainToInstance, Transform } from 'class-transformer';
import { IsNumber, IsObject, IsOptional, Max, Min, ValidateNested } from 'class-validator';

import { readJson } from '../rules/form-texts.js';
import { IsWhole, MAX_INT, NoneIfEmpty } from '../rules/validation.js';

/** Maximum delay, in milliseconds. */
const LONGEST_DELAY = 5_000;

/** The probability of a fault: 0 never, 1 each time. */
function IsChance(): PropertyDecorator {
  const rules = [
    ApiProperty({ type: 'number', format: 'double', minimum: 0, maximum: 1 }),
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && /^[01](\.\d{1,9})?$/.test(value) ? Number(value) : value,
    ),
    IsNumber(),
    Min(0),
    Max(1),
  ];
  return (target, key) => rules.forEach((decorate) => decorate(target, key));
}

export class DelayDto {
  @IsChance()
  chance!: number;

  /** Maximum milliseconds. Each delay is random up to it. */
  @IsWhole(1, LONGEST_DELAY)
  ms!: number;
}

/** The faults for the caller's session. A fault that is absent or 0 does not happen. */
export class FaultsDto {
  /** The same seed and the same traffic get the same faults. */
  @IsWhole(0, MAX_INT)
  seed!: number;

  /** Pushes, answers, events and calls are delayed. Those of one socket keep their order. */
  @NoneIfEmpty()
  @IsOptional()
  @ReadDelay()
  @IsObject()
  @ValidateNested()
  delay?: DelayDto;

  /** A push is lost. An event or a call is not carried out and gets no answer. */
  @NoneIfEmpty()
  @IsOptional()
  @IsChance()
  drop?: number;

  /** A push is sent twice. An event is carried out twice. */
  @NoneIfEmpty()
  @IsOptional()
  @IsChance()
  duplicate?: number;

  /** A push is sent after the next one. */
  @NoneIfEmpty()
  @IsOptional()
  @IsChance()
  reorder?: number;

  /** An event is carried out and gets no answer. */
  @NoneIfEmpty()
  @IsOptional()
  @IsChance()
  loseAck?: number;

  /** A call is carried out, and its connection is closed instead of an answer. */
  @NoneIfEmpty()
  @IsOptional()
  @IsChance()
  loseAnswer?: number;

  /** A call or a connection is refused with `auth.token_expired`. An event closes its socket with it. */
  @NoneIfEmpty()
  @IsOptional()
  @IsChance()
  expireToken?: number;

  /** The socket is closed instead of sending a push or carrying out an event. */
  @NoneIfEmpty()
  @IsOptional()
  @IsChance()
  cut?: number;
}

/** Reads an object, or the JSON text of one. */
function ReadDelay(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => {
    const delay = readJson(value);
    return typeof delay === 'object' && delay !== null && !Array.isArray(delay)
      ? plainToInstance(DelayDto, delay)
      : delay;
  });
}
