import type { Plan } from './user.view.js';

/** What a plan allows to upload. */
export class UploadLimitsView {
  /** Bytes of one file. */
  fileBytes!: number;
  /** Bytes that all uploads of a user may have together. */
  storedBytes!: number;
  /** Bytes within 24 hours. */
  dayBytes!: number;
  /** Files within 24 hours. */
  dayFiles!: number;
}

/** What the caller has uploaded, and how much they may. Uploads that are being sent in pieces count with their announced size. */
export class UsageView {
  plan!: Plan;
  /** The same bytes count once, and only as long as something shows them. */
  bytesStored!: number;
  filesToday!: number;
  bytesToday!: number;
  limits!: UploadLimitsView;
}
