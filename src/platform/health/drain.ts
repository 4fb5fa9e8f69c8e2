import { Injectable } from '@nestjs/common';

/** Whether this node is stopping: it reports that it is not ready, so that load balancers send no new calls, and finishes its work. */
@Injectable()
export class Drain {
  private begun = false;
  private refusing = false;

  get draining(): boolean {
    return this.begun;
  }

  /** Makes `GET /health/ready` answer 503. */
  begin(): void {
    this.begun = true;
  }

  /** Whether new connections are refused. They are still accepted while load balancers may not have noticed that the node stops. */
  get refusesConnections(): boolean {
    return this.refusing;
  }

  refuseConnections(): void {
    this.refusing = true;
  }
}
