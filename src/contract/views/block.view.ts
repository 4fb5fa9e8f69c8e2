import { SenderView } from './user.view.js';

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
