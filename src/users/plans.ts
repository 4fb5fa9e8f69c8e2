import type { Plan } from '../contract/views/user.view.js';

/** The limits of a plan. */
interface Limits {
  /** Participants of a group. The plan of its owner counts. */
  participants: number;
}

/** The limits of each plan. They are defined only here. */
export const PLANS: Record<Plan, Limits> = {
  free: { participants: 1_000 },
  premium: { participants: 5_000 },
};
