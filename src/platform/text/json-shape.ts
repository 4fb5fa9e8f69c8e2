import { isUUID } from 'class-validator';

/* Checks of parsed JSON, for messages from outside this process. */

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A whole number, 0 or greater: a `seq`, a `rev`, a time in milliseconds. */
export const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** A UUID. */
export const isId = (value: unknown): value is string => isUUID(value);

export const areIds = (value: unknown): value is string[] => Array.isArray(value) && value.every(isId);
