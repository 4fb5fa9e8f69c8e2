import { ApiProperty } from '@nestjs/swagger';

import { type CustomData, ShowsData } from '../rules/custom-data.js';

export type OnlineStatus = 'online' | 'offline';
export type Plan = 'free' | 'premium';
export type Role = 'person' | 'operator';

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

/** One user as others see them, with what an app stored with them. Lists of people come without it. */
export class ProfileView extends UserView {
  @ShowsData()
  data!: CustomData | null;
}

/** A user who changed their name, avatar or data. */
export class ChangedUserView extends SenderView {
  @ShowsData()
  data!: CustomData | null;
}

/** A user as they see themselves. */
export class MeView extends SenderView {
  /** Null for a person of the app who has none. */
  email!: string | null;
  plan!: Plan;
  /** The status that the user chose, for all devices. With `offline` nobody sees them online, even while they are connected. */
  status!: OnlineStatus;
}

/** The answer of login: the token, and what a client needs next. */
export class LoginView {
  token!: string;
  /** ISO 8601. */
  expiresAt!: string;
  /** A token that only reads media, as `?t=`. It is valid for 12 hours. */
  mediaToken!: string;
  user!: MeView;
}

/** One signed-in device of the caller. */
export class SessionView {
  id!: string;
  /** Its User-Agent when it signed in, up to 200 characters; null when it sent none. */
  device!: string | null;
  /**
   * About where it signed in: its IPv4 address without the last number (`203.0.113.0/24`), or the /48 of its IPv6 address. Null when it
   * was started before this was stored, or not by a sign-in.
   */
  place!: string | null;
  createdAt!: string;
  expiresAt!: string;
  /** Whether it is the session of this call. */
  current!: boolean;
}

/** How many sessions ended. */
export class EndedSessionsView {
  ended!: number;
}

/** The caller with their settings, and a new media token for `<img>` and `<video>`. */
export class MyselfView extends MeView {
  /** Whether the person has shown, with a link in a mail, that the e-mail is theirs. */
  emailVerified!: boolean;

  /** Who may add the caller to groups and threads. Others can send an invite link. */
  @ApiProperty({ enum: PRIVACY_CHOICES })
  whoMayAddMe!: PrivacyChoice;

  /** Who sees when the caller was last online. */
  @ApiProperty({ enum: PRIVACY_CHOICES })
  whoSeesLastSeen!: PrivacyChoice;

  /** What an app stored with the caller. Others see it, too. */
  @ShowsData()
  data!: CustomData | null;

  mediaToken!: string;
}

/** A user whom the caller has blocked. */
export class BlockView {
  user!: SenderView;
  blockedAt!: string;
}

/** Whether the caller has blocked a user. */
export class BlockedView {
  userId!: string;
  blocked!: boolean;
}

/** A demo account. Its password is public. */
export class DemoAccountView {
  name!: string;
  email!: string;
  password!: string;
  plan!: Plan;
}
