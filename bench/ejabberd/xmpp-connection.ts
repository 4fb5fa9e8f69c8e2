import { connect, type Socket } from 'node:net';

import { PASSWORD } from './ejabberd-server.js';

const STREAM =
  "<?xml version='1.0'?><stream:stream to='localhost' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>";
const END = '</message>';

/**
 * One XMPP client in one room, with the necessary part of the protocol only. A message that it sends is acknowledged when the room
 * sends it back: ejabberd stores it in the archive before that.
 */
export class XmppConnection {
  /** The number of messages that the room sent, its own among them. */
  received = 0;
  private text = '';
  /** The text that ends the answer to what was said last. */
  private expected = '';
  private isJoined = false;
  private answered: (() => void) | null = null;
  private failed: ((error: Error) => void) | null = null;
  private count = 0;

  private constructor(
    private readonly socket: Socket,
    private readonly user: string,
    private readonly room: string,
  ) {
    socket.setNoDelay(true).setEncoding('utf8');
    socket.on('data', (part: string) => this.receive(part));
    socket.on('error', (error) => this.failed?.(error));
    socket.on('close', () => this.failed?.(new Error('ejabberd closed the connection')));
  }

  static async open(port: number, user: string, room: string): Promise<XmppConnection> {
    const socket = connect(port, '127.0.0.1');
    const connection = new XmppConnection(socket, user, `${room}@conference.localhost`);
    const credentials = Buffer.from(`\0${user}\0${PASSWORD}`).toString('base64');
    await connection.ask(STREAM, '</stream:features>');
    await connection.ask(
      `<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>${credentials}</auth>`,
      '<success',
    );
    await connection.ask(STREAM, '</stream:features>');
    await connection.ask(
      "<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>bench</resource></bind></iq>",
      '</iq>',
    );
    const history = "<x xmlns='http://jabber.org/protocol/muc'><history maxstanzas='0'/></x>";
    // The room sends its subject last.
    await connection.ask(`<presence/><presence to='${connection.room}/${user}'>${history}</presence>`, '<subject');
    await connection.ask("<iq type='get' id='joined'><ping xmlns='urn:xmpp:ping'/></iq>", "id='joined'");
    connection.isJoined = true;
    connection.text = '';
    return connection;
  }

  send(text: string): Promise<void> {
    const id = `${this.user}-${this.count++}`;
    return this.say(
      `<message to='${this.room}' type='groupchat' id='${id}'><body>${text}</body></message>`,
      `id='${id}'`,
    );
  }

  close(): void {
    this.failed = null;
    this.socket.destroy();
  }

  private ask(text: string, answer: string): Promise<void> {
    this.text = '';
    return this.say(text, answer);
  }

  private say(text: string, expected: string): Promise<void> {
    this.expected = expected;
    this.socket.write(text);
    return new Promise((resolve, reject) => {
      this.answered = resolve;
      this.failed = reject;
    });
  }

  private receive(part: string): void {
    this.text += part;
    if (!this.isJoined) {
      if (this.text.includes(this.expected)) this.answered?.();
      return;
    }
    for (let end = this.text.indexOf(END); end >= 0; end = this.text.indexOf(END)) {
      this.take(this.text.slice(0, end));
      this.text = this.text.slice(end + END.length);
    }
  }

  private take(stanza: string): void {
    if (stanza.includes('<body')) this.received += 1;
    if (!stanza.includes(this.expected)) return;
    if (stanza.includes("type='error'")) this.failed?.(new Error(`a send was answered with ${stanza}`));
    else this.answered?.();
  }
}
