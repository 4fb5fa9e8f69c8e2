import type { Plan } from '../contract/views/user.view.js';

/** What a plan allows. */
interface Limits {
  /** People in a group, by its owner's plan. */
  participants: number;
}

/** Each plan's limits: the one table. */
export const PLANS: Record<Plan, Limits> = {
  free: { participants: 1_000 },
  premium: { participants: 5_000 },
};
