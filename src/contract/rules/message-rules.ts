import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsOptional, ValidateBy } from 'class-validator';

import { JsonListText, ListOfOne } from './form-texts.js';
import { IsId, NoneIfEmpty } from './validation.js';

/** Reads null as the empty text. */
export function NullIsNoText(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => value ?? '');
}

/** Up to 100 different participant ids. In a form they come one by one, or as JSON text. */
export function AreMentions(): PropertyDecorator {
  const rules = [NoneIfEmpty(), JsonListText(), ListOfOne(), IsOptional(), IsArray(), ArrayMaxSize(100), ArrayUnique()];
  // The order is that of stacked decorators: the last one runs first.
  return (target, key) => [...rules, IsId({ each: true })].reverse().forEach((decorate) => decorate(target, key));
}

/** Different ids of the chosen options of a poll. In a form they come one by one, or as JSON text. */
export function AreOptions(): PropertyDecorator {
  const rules = [JsonListText(), ListOfOne(), IsArray(), ArrayMaxSize(12), ArrayUnique(), IsId({ each: true })];
  return (target, key) => rules.reverse().forEach((decorate) => decorate(target, key));
}

/** All attachments of a message must be locations, or all must be contacts. */
export function AllOfOneKind(): PropertyDecorator {
  return ValidateBy({
    name: 'allOfOneKind',
    validator: {
      validate: (value) => !Array.isArray(value) || new Set(value.map(kindOf)).size <= 1,
      defaultMessage: () => '$property must be all of one kind',
    },
  });
}

/** The field must not be given without a `message`. */
export function NeedsText(): PropertyDecorator {
  return ValidateBy({
    name: 'needsText',
    validator: {
      validate: (_, args) => Boolean((args?.object as { message?: unknown } | undefined)?.message),
      defaultMessage: () => '$property goes only with a message',
    },
  });
}

const kindOf = (value: unknown): unknown => (value as { kind?: unknown }).kind;
