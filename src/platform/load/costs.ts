import { SetMetadata } from '@nestjs/common';

/** Kinds of work that read much. A user may have one or two of a kind under way at once, and the node a few: see places.ts. */
export type Heavy = 'list' | 'search' | 'sync';

/** What a call or event takes from the `work` allowance of its user. An ordinary one takes 1. */
export const COSTS: Record<Heavy, number> = { list: 2, search: 20, sync: 5 };

const HEAVY = 'parley:heavy';

/** Marks a call that reads much. */
export const IsHeavy = (kind: Heavy): MethodDecorator => SetMetadata(HEAVY, kind);

export const heavyKindOf = (handler: object): Heavy | undefined =>
  Reflect.getMetadata(HEAVY, handler) as Heavy | undefined;
