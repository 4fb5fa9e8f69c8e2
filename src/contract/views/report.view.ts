import { ApiProperty } from '@nestjs/swagger';

import { type CustomData, ShowsData } from '../rules/custom-data.js';

export const REPORT_REASONS = ['spam', 'abuse', 'illegal', 'other'] as const;
export type ReportReason = (typeof REPORT_REASONS)[number];

/** A report of a message to the operators. */
export class ReportView {
  id!: string;
  chatId!: string;
  messageId!: string;
  @ApiProperty({ enum: REPORT_REASONS })
  reason!: ReportReason;
  comment!: string | null;
  createdAt!: string;
}

/** A report with its sender, and the message as it was at that time. */
export class ReportedView extends ReportView {
  /** User id. */
  reporterId!: string;
  /** User id of the sender of the message. */
  senderId!: string;
  message!: string;
  mediaUrls!: string[];
  /** The data of the message, which an app may have drawn in place of its text; null for none. */
  @ShowsData()
  data!: CustomData | null;
  saidAt!: string;
}
