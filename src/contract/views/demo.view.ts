import type { Plan } from './user.view.js';

/** A demo account. Its password is public. */
export class DemoAccountView {
  name!: string;
  email!: string;
  password!: string;
  plan!: Plan;
}
