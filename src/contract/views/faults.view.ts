import { ApiProperty } from '@nestjs/swagger';

export const FAULT_KINDS = [
  'delay',
  'drop',
  'duplicate',
  'reorder',
  'loseAck',
  'loseAnswer',
  'expireToken',
  'cut',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

const Chance = () => ApiProperty({ type: 'number', format: 'double' });

export class DelayView {
  @Chance()
  chance!: number;
  ms!: number;
}

/** How often each fault has happened since the faults were set. */
export class FaultCountsView implements Record<FaultKind, number> {
  delay!: number;
  drop!: number;
  duplicate!: number;
  reorder!: number;
  loseAck!: number;
  loseAnswer!: number;
  expireToken!: number;
  cut!: number;
}

/** The faults of the caller's session on the node that answers. All are 0 when none are set. */
export class FaultsView {
  seed!: number;
  delay!: DelayView;
  @Chance()
  drop!: number;
  @Chance()
  duplicate!: number;
  @Chance()
  reorder!: number;
  @Chance()
  loseAck!: number;
  @Chance()
  loseAnswer!: number;
  @Chance()
  expireToken!: number;
  @Chance()
  cut!: number;
  counts!: FaultCountsView;
  /** When the faults end; null when none are set. */
  endsAt!: string | null;
}
