import { IsNull } from 'typeorm';

/** SQL: the person behind this row of `participants` is in the chat and has not left it. @param participant alias of the row */
export const isPresent = (participant: string): string => `${participant}.left_rev is null`;

/** The same as a condition of a repository's `where`. */
export const PRESENT = { leftRev: IsNull() };
