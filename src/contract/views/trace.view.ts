import { UserView } from './user.view.js';

export type DeviceState = 'pushed' | 'behind' | 'connected_later';
export type RecipientState = 'read' | 'delivered' | 'pushed' | 'behind' | 'no_device';

/** A device that is connected now. */
export class TracedDeviceView {
  /** Its User-Agent when it signed in; null when it sent none. */
  device!: string | null;
  /** `behind`: it reads too slowly, and may have missed pushes. */
  state!: DeviceState;
  connectedAt!: string;
}

/** How far a message was delivered to one participant. */
export class RecipientView {
  participantId!: string;
  user!: UserView;
  /** `no_device`: no device that is connected now was connected when the message was pushed. */
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
  /** All participants except the sender, in the order they joined. */
  recipients!: RecipientView[];
}
