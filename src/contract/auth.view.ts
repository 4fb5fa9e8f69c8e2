import { MeView } from './user.view.js';

/** The documented answer of login, with what a client needs next beside the token. */
export class LoginView {
  token!: string;
  /** ISO 8601. */
  expiresAt!: string;
  /** Reads media only, as `?t=`, for 12 hours. */
  mediaToken!: string;
  user!: MeView;
}

/** The caller, and a fresh media token for `<img>` and `<video>`. */
export class MyselfView extends MeView {
  mediaToken!: string;
}
