import { ApiProperty } from '@nestjs/swagger';

import { ChatView } from './chat.view.js';
import { UserView } from './user.view.js';

/** An invite link of a group, as its admins see it. */
export class InviteLinkView {
  id!: string;
  chatId!: string;
  /** For `POST /api/invites/{code}/join`. Everybody who has it may join. */
  code!: string;
  /** People who use the link send a request, which an admin approves. */
  needsApproval!: boolean;
  /** How many people have joined with it, or asked to. */
  uses!: number;
  /** Null: only the limit of the group counts. */
  maxUses!: number | null;
  /** Null: the link does not expire. */
  expiresAt!: string | null;
  /** The id of the participant who created it. */
  createdBy!: string;
  createdAt!: string;
}

/** A group as a person with an invite link sees it. */
export class InviteView {
  chatId!: string;
  /** Null when the title is made from the names of the participants. */
  title!: string | null;
  avatar!: string | null;
  description!: string | null;
  participantCount!: number;
  needsApproval!: boolean;
}

export type JoinState = 'joined' | 'requested' | 'declined';

/** The result of joining with an invite link. */
export class JoinView {
  @ApiProperty({ enum: ['joined', 'requested', 'declined'] })
  state!: JoinState;
  chatId!: string;
  /** The chat as `GET /api/chats/{chat}` answers it; null while the caller is not in it. */
  @ApiProperty({ type: ChatView, nullable: true })
  chat!: ChatView | null;
}

/** A request to join a group. */
export class JoinRequestView {
  chatId!: string;
  user!: UserView;
  requestedAt!: string;
}
