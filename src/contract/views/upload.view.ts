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

/** An upload that the client sends to the media storage itself. */
export class DirectUploadView {
  uploadId!: string;
  /** The id that the media will have. */
  mediaId!: string;
  /** Bytes of each part but the last one, which has the rest. */
  partSize!: number;
  /** How many parts there are. They are numbered from 1. */
  parts!: number;
  expiresAt!: string;
}

/** Where one part is sent, with PUT. */
export class DirectPartView {
  part!: number;
  /** Bytes. The storage accepts no other number. */
  size!: number;
  url!: string;
}

export class DirectPartsView {
  parts!: DirectPartView[];
  /** Until when the addresses are valid. */
  expiresAt!: string;
}
