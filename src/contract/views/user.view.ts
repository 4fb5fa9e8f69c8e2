export type OnlineStatus = 'online' | 'offline';
export type Plan = 'free' | 'premium';

/** Who may do or see something. `shared`: people who share a chat with the user. */
export type PrivacyChoice = 'everybody' | 'shared' | 'nobody';
export const PRIVACY_CHOICES: PrivacyChoice[] = ['everybody', 'shared', 'nobody'];

/** A user as the sender of a message. */
export class SenderView {
  /** User id. */
  id!: string;
  name!: string;
  avatar!: string | null;
}

/** A user as others see them. */
export class UserView extends SenderView {
  status!: OnlineStatus;
  /** ISO 8601; null when the user was never online, or hides it from the caller. */
  lastSeenAt!: string | null;
}

/** A user as they see themselves. */
export class MeView extends SenderView {
  email!: string;
  plan!: Plan;
  /** The status that the user chose, for all devices. With `offline` nobody sees them online, even while they are connected. */
  status!: OnlineStatus;
}
