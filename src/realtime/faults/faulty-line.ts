import { CLIENT_EVENTS } from '../../contract/events.js';
import type { Fate, Traffic } from '../../fault-injection/fault-plan.js';
import type { ChatSocket } from '../sockets/chat-socket.js';
import { cutOff } from '../sockets/cut-off.js';
import { endSession } from '../sockets/end-session.js';
import { DelayQueue } from '../sockets/delay-queue.js';

type Connection = ChatSocket['conn'];
type Packet = Parameters<Connection['write']>;

/** A push that is to be swapped with the next one is sent after this many milliseconds if there is no next one. */
const NO_NEXT = 500;

/** Events about the connection itself are neither lost nor delayed. */
const OF_THE_CONNECTION = ['connection.ready', 'sync.needed', 'server.draining', 'session.ended'];

/** The connection between one socket and its client: each packet, in either direction, is delayed, lost or doubled as the fault plan says. */
export class FaultyLine {
  private readonly out = new DelayQueue();
  private readonly in = new DelayQueue();
  private readonly write: Connection['write'];
  private held: { packet: Packet; timer: NodeJS.Timeout } | null = null;
  private isCut = false;
  /** Something was lost or reordered, which the client may not notice by the numbers alone. */
  private misled = false;

  constructor(
    private readonly socket: ChatSocket,
    private readonly traffic: Traffic,
  ) {
    const { conn } = socket;
    this.write = conn.write.bind(conn);
    conn.write = (...packet: Packet) => this.leave(packet);
    socket.data.intake = (event, carryOut) => this.arrive(event, carryOut);
  }

  /** Ends the faults: waiting packets are sent, and a client that missed something is told to sync. */
  mend(): void {
    const { conn, data } = this.socket;
    this.flush();
    this.in.flush();
    conn.write = this.write;
    delete data.intake;
    if (this.misled && !this.isCut) this.socket.emit('sync.needed', {});
  }

  /** Drops all waiting packets, and passes no more. */
  clear(): void {
    this.out.clear();
    this.in.clear();
    clearTimeout(this.held?.timer);
    this.held = null;
  }

  private leave(packet: Packet): Connection {
    const { conn } = this.socket;
    const [kind, name] = nameOf(packet[0] as string);
    if (this.isCut) return conn;
    if (kind === 'connection') {
      this.flush();
      return this.write(...packet);
    }
    const fate = this.traffic.next(name);
    if (kind === 'answer') this.pass(packet, fate.delay());
    else if (fate.strikes('cut')) this.cut();
    else if (fate.strikes('drop')) this.misled = true;
    else this.push(packet, fate);
    return conn;
  }

  private push(packet: Packet, fate: Fate): void {
    const delay = fate.delay();
    if (!this.held && fate.strikes('reorder')) return this.hold(packet);
    this.pass(packet, delay);
    if (fate.strikes('duplicate')) this.pass(packet, 0);
  }

  /** Sends the packet that was held back. */
  private pass(packet: Packet, delay: number): void {
    this.out.put(() => this.write(...packet), delay);
    this.letGo();
  }

  private hold(packet: Packet): void {
    this.misled = true;
    this.held = { packet, timer: setTimeout(() => this.letGo(), NO_NEXT) };
  }

  private letGo(): void {
    if (!this.held) return;
    const { packet, timer } = this.held;
    clearTimeout(timer);
    this.held = null;
    this.out.put(() => this.write(...packet), 0);
  }

  private flush(): void {
    this.letGo();
    this.out.flush();
  }

  private arrive(event: string, carryOut: (answered: boolean) => void): void {
    const fate = this.traffic.next(`say ${Object.hasOwn(CLIENT_EVENTS, event) ? event : 'unknown'}`);
    if (this.isCut || fate.strikes('drop')) return;
    if (fate.strikes('cut')) return this.cut();
    if (fate.strikes('expireToken')) return endSession(this.socket, 'auth.token_expired');
    const answered = !fate.strikes('loseAck');
    const twice = fate.strikes('duplicate');
    this.in.put(() => {
      carryOut(answered);
      if (twice) carryOut(false);
    }, fate.delay());
  }

  private cut(): void {
    this.isCut = true;
    this.clear();
    // Not within the push that is under way: what its end brings with it would come in the midst of that.
    setImmediate(() => cutOff(this.socket.conn));
  }
}

/** Of a packet as Socket.IO has written it: 2 is an event, 3 the answer to one. */
function nameOf(packet: string): ['push' | 'answer' | 'connection', name: string] {
  if (packet.startsWith('3')) return ['answer', 'answer'];
  const [, event = ''] = /^2\["([\w.]+)"/.exec(packet) ?? [];
  return [event === '' || OF_THE_CONNECTION.includes(event) ? 'connection' : 'push', event];
}
