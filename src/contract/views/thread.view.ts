/** A thread about one message, as everybody in its chat may see it. */
export class ThreadView {
  /** The id of the thread, which is a chat for people who follow it. */
  chatId!: string;
  /** The message it is about. */
  messageId!: string;
  /** How many messages it has. */
  lastSeq!: number;
  participantCount!: number;
  /** Whether the caller follows it. */
  following!: boolean;
  /** When its last message was sent. */
  updatedAt!: string;
}
