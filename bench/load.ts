/** One stretch of sending, by senders who take turns through their own chats. */
export interface Burst {
  /** Connections are kept under this name from one burst to the next. */
  key: string;
  door: 'http' | 'socket';
  url: string;
  senders: { token: string; chats: string[] }[];
  seconds: number;
}

/** What came of it; times in ms. */
export interface Load {
  sends: number;
  perSecond: number;
  p50: number;
  p99: number;
}
