/** One burst of sending, by senders who send to their chats in turn. */
export interface Burst {
  /** Connections are kept under this name from one burst to the next. */
  key: string;
  transport: 'http' | 'socket';
  url: string;
  senders: { token: string; chats: string[] }[];
  seconds: number;
}

/** The results; times in ms. */
export interface Load {
  sends: number;
  perSecond: number;
  p50: number;
  p99: number;
}
