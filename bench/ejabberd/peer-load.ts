/** A way to send: the connections, and what they send over. */
export type Way = 'rest' | 'socket' | 'xmpp';

/** Everybody has a live connection. The first of them also send. */
export interface Crowd {
  open: Way;
  /** Of our server. */
  url: string;
  /** Of ejabberd. */
  port: number;
  people: { name: string; token: string; room: string }[];
  senders: number;
}

/** All senders at once, each with one message under way, until each message has reached everybody in its room. */
export interface PeerBurst {
  way: Way;
  seconds: number;
  /** Everybody in a room, the sender among them. */
  roomSize: number;
}

export interface PeerLoad {
  sends: number;
  perSecond: number;
  p99: number;
}
