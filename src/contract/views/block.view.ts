import { SenderView } from './user.view.js';

/** Somebody the caller has blocked. */
export class BlockView {
  user!: SenderView;
  blockedAt!: string;
}

/** Whether the caller has blocked somebody. */
export class BlockedView {
  userId!: string;
  blocked!: boolean;
}
