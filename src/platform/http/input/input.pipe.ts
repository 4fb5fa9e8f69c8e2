import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import type { ClassConstructor } from 'class-transformer';

import { readInput } from './input.js';

const UNCHECKED = new Set<unknown>([String, Number, Boolean, Array, Object, undefined]);

/** Validates each body and query that has a DTO class. */
@Injectable()
export class InputPipe implements PipeTransform {
  transform(value: unknown, { metatype, type }: ArgumentMetadata): unknown {
    if (type === 'custom' || UNCHECKED.has(metatype)) return value;
    return readInput(metatype as ClassConstructor<object>, value);
  }
}
