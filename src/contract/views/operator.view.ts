import { ApiProperty } from '@nestjs/swagger';

/** Who acted: a person with the role `operator`, a machine with OPERATOR_TOKEN, an API key, or somebody at the command line. */
export class ActorView {
  kind!: 'operator' | 'machine' | 'key' | 'cli';
  /** Of the user or the API key. */
  @ApiProperty({ type: 'string', nullable: true, format: 'text' })
  id!: string | null;
  name!: string | null;
  /** The IP address of the call; null at the command line. */
  address!: string | null;
}

/** On whom or what somebody acted. */
export class AuditTargetView {
  kind!: 'user' | 'chat' | 'message' | 'key' | 'invite';
  @ApiProperty({ format: 'text' })
  id!: string;
}

/** One act of an operator or an API key. */
export class AuditView {
  /** 1 for the first act, without a gap. */
  seq!: number;
  @ApiProperty({ format: 'date-time' })
  at!: string;
  actor!: ActorView;
  /** Such as `user.created`. */
  action!: string;
  @ApiProperty({ type: AuditTargetView, nullable: true })
  target!: AuditTargetView | null;
  /** What else is known of the act. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  details!: object;
  /** SHA-256 of the hash of the act before and of this one, in hexadecimal digits. */
  hash!: string;
}
