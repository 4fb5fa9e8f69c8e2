/** A conversation about one message, as everybody in its chat may see it. */
export class ThreadView {
  /** Of the thread: it is a chat, for those who follow it. */
  chatId!: string;
  /** What it is about. */
  messageId!: string;
  /** How many messages it has. */
  lastSeq!: number;
  participantCount!: number;
  /** Whether the caller follows it. */
  following!: boolean;
  /** Its last message's time. */
  updatedAt!: string;
}
