import { OptionalCursor, OptionalWhole } from '../rules/field-rules.js';

export class ListAuditDto {
  @OptionalWhole(1, 100)
  limit?: number;

  /** `meta.next` of the previous page. */
  @OptionalCursor()
  cursor?: string;
}
