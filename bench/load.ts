/** One burst of sending, by senders who send to their chats in turn. */
export interface Burst {
  /** Connections are kept under this name from one burst to the next. */
  key: string;
  transport: 'http' | 'socket';
  url: string;
  /** A sender may have another address than the others: that of another node. */
  senders: { token: string; chats: string[]; url?: string }[];
  seconds: number;
}

/** The results; times in ms. */
export interface Load {
  sends: number;
  perSecond: number;
  p50: number;
  p99: number;
}
