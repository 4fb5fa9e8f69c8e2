import { ApiProperty } from '@nestjs/swagger';

export const REPORT_REASONS = ['spam', 'abuse', 'illegal', 'other'] as const;
export type ReportReason = (typeof REPORT_REASONS)[number];

/** What somebody told the operators of a message. */
export class ReportView {
  id!: string;
  chatId!: string;
  messageId!: string;
  @ApiProperty({ enum: REPORT_REASONS })
  reason!: ReportReason;
  comment!: string | null;
  createdAt!: string;
}

/** The same with who told it, and the message as it was then. */
export class ReportedView extends ReportView {
  /** User id. */
  reporterId!: string;
  /** User id of who said it. */
  senderId!: string;
  message!: string;
  mediaUrls!: string[];
  saidAt!: string;
}
