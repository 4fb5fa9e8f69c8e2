import { UserView } from './user.view.js';

export type DeviceState = 'pushed' | 'behind' | 'connected_later';
export type RecipientState = 'read' | 'delivered' | 'pushed' | 'behind' | 'no_device';

/** A device that is connected right now. */
export class TracedDeviceView {
  /** What it called itself when it signed in: its User-Agent. */
  device!: string | null;
  /** `behind`: it reads too slowly, and pushes may have been left out for it. */
  state!: DeviceState;
  connectedAt!: string;
}

/** How far a message came on its way to one participant. */
export class RecipientView {
  participantId!: string;
  user!: UserView;
  /** `no_device`: none that is connected now was there when the message was pushed. */
  state!: RecipientState;
  lastReadSeq!: number;
  lastDeliveredSeq!: number;
  devices!: TracedDeviceView[];
}

export class TracedMessageView {
  id!: string;
  seq!: number;
  rev!: number;
  storedAt!: string;
}

export class TraceView {
  message!: TracedMessageView;
  /** Every participant but the sender, in the order they joined. */
  recipients!: RecipientView[];
}
