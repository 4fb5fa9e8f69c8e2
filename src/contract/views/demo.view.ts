import type { Plan } from './user.view.js';

/** An account to try the server with, whose password is no secret. */
export class DemoAccountView {
  name!: string;
  email!: string;
  password!: string;
  plan!: Plan;
}
