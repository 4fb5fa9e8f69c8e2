import { IsIn, IsOptional } from 'class-validator';

import { REPORT_REASONS, type ReportReason } from '../views/report.view.js';
import { IsParagraphs } from '../rules/text-rules.js';
import { IsId, IsWhole, NoneIfEmpty } from '../rules/validation.js';

export class ReportDto {
  @IsIn(REPORT_REASONS)
  reason!: ReportReason;

  @NoneIfEmpty({ text: true })
  @IsOptional()
  @IsParagraphs(1000)
  comment?: string;
}

export class ListReportsDto {
  @NoneIfEmpty()
  @IsOptional()
  @IsWhole(1, 100)
  limit?: number;

  /** `meta.next` of the previous page. */
  @NoneIfEmpty({ text: true })
  @IsOptional()
  @IsId()
  cursor?: string;
}
