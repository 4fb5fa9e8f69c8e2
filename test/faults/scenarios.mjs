import { acknowledged } from './scenarios/acknowledged.mjs';

/** All scenarios, in the order they are played. */
export const scenarios = [acknowledged];
