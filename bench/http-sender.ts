import { connect, type Socket } from 'node:net';

/** The first key of the data is the id of the message. */
const ID = /"data":\{"id":"([^"]*)"/;

const closed = (): Error => new Error('the server closed the connection');

/** One kept-alive connection that sends a message and waits for the answer, with a minimal HTTP client. */
export class HttpSender {
  private answered: ((id: string) => void) | null = null;
  private failed: ((error: Error) => void) | null = null;
  private received = '';

  private constructor(
    private readonly socket: Socket,
    private readonly host: string,
    private readonly token: string,
  ) {
    socket.setNoDelay(true).setEncoding('latin1');
    socket.on('data', (part: string) => this.receive(part));
    socket.on('error', (error) => this.failed?.(error));
    socket.on('close', () => this.failed?.(closed()));
  }

  static open(url: string, token: string): Promise<HttpSender> {
    const { hostname, port, host } = new URL(url);
    return new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => resolve(new HttpSender(socket, host, token)));
      socket.once('error', reject);
    });
  }

  /** @returns the id of the message */
  send(chatId: string, text: string): Promise<string> {
    if (this.socket.destroyed) return Promise.reject(closed());
    const body = JSON.stringify({ message: text });
    this.socket.write(
      `POST /api/chats/${chatId}/messages HTTP/1.1\r\nHost: ${this.host}\r\nAuthorization: Bearer ${this.token}\r\n` +
        `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
    return new Promise((resolve, reject) => {
      this.answered = resolve;
      this.failed = reject;
    });
  }

  close(): void {
    this.failed = null;
    this.socket.destroy();
  }

  private receive(part: string): void {
    this.received += part;
    const head = this.received.indexOf('\r\n\r\n');
    const length = Number(/content-length: (\d+)/i.exec(this.received)?.[1]);
    if (head < 0 || this.received.length < head + 4 + length) return;
    const answer = this.received;
    this.received = '';
    if (answer.startsWith('HTTP/1.1 201')) this.answered?.(ID.exec(answer)?.[1] ?? '');
    else this.failed?.(new Error(`a send was answered with ${answer}`));
  }
}
