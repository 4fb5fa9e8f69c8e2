export type OnlineStatus = 'online' | 'offline';
export type Plan = 'free' | 'premium';

/** Whom somebody lets do something, or see something: `shared` is who shares a chat with them. */
export type PrivacyChoice = 'everybody' | 'shared' | 'nobody';
export const PRIVACY_CHOICES: PrivacyChoice[] = ['everybody', 'shared', 'nobody'];

/** A person as a message names them. */
export class SenderView {
  /** User id. */
  id!: string;
  name!: string;
  avatar!: string | null;
}

/** A person as everybody may see them. */
export class UserView extends SenderView {
  status!: OnlineStatus;
  /** ISO 8601; null when never seen, or where the person does not let the caller see it. */
  lastSeenAt!: string | null;
}

/** A person as they see themselves. */
export class MeView extends SenderView {
  email!: string;
  plan!: Plan;
  /** What the person wants to show, on all devices: with `offline` nobody sees them online, also while they are connected. */
  status!: OnlineStatus;
}
