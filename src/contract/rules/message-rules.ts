import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsOptional, ValidateBy } from 'class-validator';

import { JsonListText, ListOfOne } from './form-texts.js';
import { IsId, NoneIfEmpty } from './validation.js';

/** Null is the empty text. */
export function NullIsNoText(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => value ?? '');
}

/** Up to a hundred participant ids, each once; in a form one by one, or as JSON text. */
export function AreMentions(): PropertyDecorator {
  const rules = [NoneIfEmpty(), JsonListText(), ListOfOne(), IsOptional(), IsArray(), ArrayMaxSize(100), ArrayUnique()];
  // as a stack of decorators, which begins at its lower end
  return (target, key) => [...rules, IsId({ each: true })].reverse().forEach((decorate) => decorate(target, key));
}

/** Ids of the options somebody chooses in a poll, each once; one by one in a form, or as JSON text. */
export function AreOptions(): PropertyDecorator {
  const rules = [JsonListText(), ListOfOne(), IsArray(), ArrayMaxSize(12), ArrayUnique(), IsId({ each: true })];
  return (target, key) => rules.reverse().forEach((decorate) => decorate(target, key));
}

/** Attachments of a message are places, or people, and not both. */
export function AllOfOneKind(): PropertyDecorator {
  return ValidateBy({
    name: 'allOfOneKind',
    validator: {
      validate: (value) => !Array.isArray(value) || new Set(value.map(kindOf)).size <= 1,
      defaultMessage: () => '$property must be all of one kind',
    },
  });
}

const kindOf = (value: unknown): unknown => (value as { kind?: unknown }).kind;
