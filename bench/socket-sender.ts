import { io, type Socket } from 'socket.io-client';

/** One live connection that sends a message and waits for its ack; it also receives pushes, as clients do. */
export class SocketSender {
  private constructor(private readonly socket: Socket) {}

  static open(url: string, token: string): Promise<SocketSender> {
    const socket = io(url, { auth: { token }, transports: ['websocket'], forceNew: true, reconnection: false });
    return new Promise((resolve, reject) => {
      socket.once('connection.ready', () => resolve(new SocketSender(socket)));
      socket.once('connect_error', reject);
    });
  }

  /** @returns the id of the message */
  async send(chatId: string, message: string): Promise<string> {
    const answer = (await this.socket.timeout(10_000).emitWithAck('message.send', { chatId, message })) as {
      status: string;
      data?: { id: string };
    };
    if (answer.status !== 'success') throw new Error(`a send was answered with ${JSON.stringify(answer)}`);
    return answer.data?.id ?? '';
  }

  close(): void {
    this.socket.disconnect();
  }
}
