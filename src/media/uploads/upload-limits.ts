import type { Plan } from '../../contract/views/user.view.js';
import type { Config } from '../../platform/config/config.js';
import { AppError } from '../../platform/errors/app-error.js';

/** What a plan allows. */
export interface UploadLimits {
  plan: Plan;
  fileBytes: number;
  storedBytes: number;
  dayBytes: number;
  dayFiles: number;
}

/** The limits of uploads, by plan. They are defined only here. */
export function limitsOf(plan: Plan, config: Config): UploadLimits {
  const times = plan === 'premium' ? config.MEDIA_PREMIUM_FACTOR : 1;
  return {
    plan,
    fileBytes: config.MEDIA_MAX_BYTES * times,
    storedBytes: config.MEDIA_STORED_BYTES * times,
    dayBytes: config.MEDIA_DAILY_BYTES * times,
    dayFiles: config.MEDIA_DAILY_FILES * times,
  };
}

/** Bytes of the largest file that any plan allows. */
export const largestFile = (config: Config): number => limitsOf('premium', config).fileBytes;

/** What a user has stored, and has uploaded within 24 hours. Uploads that are sent in pieces count from their beginning. */
export interface UploadUsage {
  bytesStored: number;
  filesToday: number;
  bytesToday: number;
  /** Seconds until the oldest of these hours stops counting. */
  freeIn: number;
}

/** What is to be added. */
export interface Addition {
  files: number;
  /** Bytes to be uploaded. */
  bytes: number;
  /** Bytes to be stored: fewer than `bytes` when the user has stored the same bytes before. */
  stored: number;
}

/** Seconds after which a client may try again, at least. */
const AGAIN_AFTER = 5;

/** @throws AppError media.daily_limit, plan.limit_reached */
export function mustFit(usage: UploadUsage, limits: UploadLimits, { files, bytes, stored }: Addition): void {
  const { bytesToday: used } = usage;
  if (used + bytes > limits.dayBytes) {
    const retryAfter = Math.max(AGAIN_AFTER, Math.ceil(usage.freeIn));
    throw new AppError('media.daily_limit', { retryAfter, params: { limit: limits.dayBytes, used } });
  }
  if (stored > 0 && usage.bytesStored + stored > limits.storedBytes) {
    throw reached('bytesStored', limits.storedBytes, usage.bytesStored, limits.plan);
  }
  if (usage.filesToday + files > limits.dayFiles) {
    throw reached('filesToday', limits.dayFiles, usage.filesToday, limits.plan);
  }
}

/** @throws AppError media.too_large */
export function mustBeSmall(bytes: number, { fileBytes, plan }: UploadLimits): void {
  if (bytes > fileBytes) throw new AppError('media.too_large', { params: { limit: fileBytes, plan } });
}

/** @param what the name in `UploadUsageView` */
const reached = (what: 'bytesStored' | 'filesToday', limit: number, used: number, plan: Plan): AppError =>
  new AppError('plan.limit_reached', { params: { what, limit, used, plan } });
