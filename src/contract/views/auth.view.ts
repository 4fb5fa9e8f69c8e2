import { ApiProperty } from '@nestjs/swagger';

import { MeView, PRIVACY_CHOICES, type PrivacyChoice } from './user.view.js';

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
  /** Who may add the caller to groups and threads. Others can send an invite link. */
  @ApiProperty({ enum: PRIVACY_CHOICES })
  whoMayAddMe!: PrivacyChoice;

  /** Who sees when the caller was last online. */
  @ApiProperty({ enum: PRIVACY_CHOICES })
  whoSeesLastSeen!: PrivacyChoice;

  mediaToken!: string;
}
