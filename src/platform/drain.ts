import { Injectable } from '@nestjs/common';

/** Whether this node is on its way out: it finishes what it has, and asks to be given nothing new. */
@Injectable()
export class Drain {
  private begun = false;
  private turning = false;

  get draining(): boolean {
    return this.begun;
  }

  /** From here on `GET /health/ready` answers 503. */
  begin(): void {
    this.begun = true;
  }

  /** Whether new connections are turned away by now: while balancers may not have noticed, they are still let in. */
  get turnsAway(): boolean {
    return this.turning;
  }

  turnAway(): void {
    this.turning = true;
  }
}
