import { ApiProperty } from '@nestjs/swagger';

import { ChatView } from './chat.view.js';
import { UserView } from './user.view.js';

/** A way into a group, as its admins see it. */
export class InviteLinkView {
  id!: string;
  chatId!: string;
  /** For `POST /api/invites/{code}/join`: whoever has it may come in. */
  code!: string;
  /** Who comes by it asks, and an admin lets them in. */
  needsApproval!: boolean;
  /** How many have come by it, or asked to. */
  uses!: number;
  /** Null: as many as the group takes. */
  maxUses!: number | null;
  /** Null: it does not expire. */
  expiresAt!: string | null;
  /** The participant who made it. */
  createdBy!: string;
  createdAt!: string;
}

/** A group, as somebody sees it who has a link to it. */
export class InviteView {
  chatId!: string;
  /** Null where the group is called after its people. */
  title!: string | null;
  avatar!: string | null;
  description!: string | null;
  participantCount!: number;
  needsApproval!: boolean;
}

export type JoinState = 'joined' | 'requested' | 'declined';

/** What came of a wish to join. */
export class JoinView {
  @ApiProperty({ enum: ['joined', 'requested', 'declined'] })
  state!: JoinState;
  chatId!: string;
  /** Whole, as `GET /api/chats/{chat}` answers it; null while the caller is not in. */
  @ApiProperty({ type: ChatView, nullable: true })
  chat!: ChatView | null;
}

/** Somebody who would like to come in. */
export class JoinRequestView {
  chatId!: string;
  user!: UserView;
  requestedAt!: string;
}
