import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';

import { Config } from '../../platform/config/config.js';
import { AppError } from '../../platform/errors/app-error.js';
import { BODY_LIMIT } from '../../platform/http/bodies/bodies.js';
import { User } from '../../users/user.entity.js';
import { limitsOf, mustBeSmall, mustFit, type UploadLimits, type UploadUsage } from './upload-limits.js';
import { usageOf } from './upload-usage.js';

/** Large uploads at once: of one user, and of all users on this node. */
const AT_ONCE = 3;
const ON_THIS_NODE = 64;
/** Seconds after which a client may try again to get a place. */
const PLACE_AGAIN_AFTER = 5;
/** Bytes that a form may have in addition to its files. */
const BESIDE_FILES = 1024 * 1024;
/** The uploads of one user. It exists while at least one of them is under way. */
interface Uploader {
  uploads: number;
  large: number;
  /** Bytes of the uploads under way: declared, or read so far. */
  underWay: number;
  usage: UploadUsage;
  limits: UploadLimits;
  /** Bytes of uploads that ended since this object was created. */
  ended: number;
}

/** One upload that was admitted. */
export interface UploadPass {
  /** Passes on the bytes of one file and counts them. @throws AppError media.too_large, media.daily_limit, plan.limit_reached */
  counted(file: AsyncIterable<Buffer>): AsyncGenerator<Buffer>;
  /** Must be called when the upload has ended, also after an error. */
  leave(): void;
}

/**
 * Decides before the first byte is read whether a user may upload, and how much. Large uploads need a place, because each takes memory
 * and disk time, and each plan has limits. A small form has already been read as a whole, so it needs no place. Two uploads at once may both
 * be admitted when there is room for one: `UploadLifecycle` checks again.
 */
@Injectable()
export class UploadAllowance {
  private readonly uploaders = new Map<string, Uploader>();
  private large = 0;

  constructor(
    private readonly config: Config,
    private readonly database: DataSource,
  ) {}

  /**
   * Admits an upload. The answer's `leave` must be called when it has ended.
   * @param files how many files the form may have
   * @throws AppError media.too_large, media.daily_limit, plan.limit_reached, rate.limited, overloaded
   */
  async admit(userId: string, request: FastifyRequest, files: number): Promise<UploadPass> {
    const declared = declaredLength(request);
    const isLarge = isLargeForm(request);
    const pass = this.enter(userId, isLarge);
    try {
      if (isLarge) await pass.reserve(declared, files);
      return pass;
    } catch (error) {
      pass.leave();
      throw error;
    }
  }

  /**
   * Takes a place for a piece of a resumable upload. Clients of the tus protocol give up after 429, and try again after 503.
   * @returns gives it back
   * @throws AppError overloaded
   */
  takeTusPlace(userId: string, request: FastifyRequest): () => void {
    if (declaredLength(request) <= BODY_LIMIT) return () => undefined;
    try {
      return this.enter(userId, true).leave;
    } catch (cause) {
      throw new AppError('overloaded', { retryAfter: PLACE_AGAIN_AFTER, cause });
    }
  }

  private enter(userId: string, isLarge: boolean) {
    const uploader = this.uploaders.get(userId) ?? this.newUploader();
    if (isLarge) this.takePlace(uploader);
    this.uploaders.set(userId, uploader);
    uploader.uploads += 1;
    let reserved = 0;
    let read = 0;
    let isKnown: Promise<void> | undefined;
    /** @param bytes NaN when the length is not known */
    const reserve = async (bytes: number, files = 1): Promise<void> => {
      await (isKnown ??= this.addUp(userId, uploader));
      mustBeSmall((bytes - BESIDE_FILES) / files, uploader.limits);
      if (!(bytes > reserved)) return;
      mustHaveRoom(uploader, bytes - reserved);
      uploader.underWay += bytes - reserved;
      reserved = bytes;
    };
    return {
      reserve,
      async *counted(file: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
        await reserve(read, Infinity);
        let size = 0;
        for await (const chunk of file) {
          size += chunk.length;
          read += chunk.length;
          mustBeSmall(size, uploader.limits);
          if (read > reserved) await reserve(read, Infinity);
          yield chunk;
        }
      },
      leave: () => {
        uploader.underWay -= reserved;
        uploader.ended += read;
        add(uploader.usage, read);
        uploader.uploads -= 1;
        if (isLarge) this.givePlaceBack(uploader);
        if (uploader.uploads === 0) this.uploaders.delete(userId);
      },
    };
  }

  private takePlace(uploader: Uploader): void {
    if (uploader.large >= AT_ONCE) {
      throw new AppError('rate.limited', { retryAfter: PLACE_AGAIN_AFTER, params: { limit: AT_ONCE, per: 'person' } });
    }
    if (this.large >= ON_THIS_NODE) throw new AppError('overloaded', { retryAfter: PLACE_AGAIN_AFTER });
    uploader.large += 1;
    this.large += 1;
  }

  private givePlaceBack(uploader: Uploader): void {
    uploader.large -= 1;
    this.large -= 1;
  }

  /** An upload that ends during the query may be in its sum or not. It is added in any case: it may count twice, but never not at all. */
  private async addUp(userId: string, uploader: Uploader): Promise<void> {
    const before = uploader.ended;
    const { manager } = this.database;
    const user = await manager.findOne(User, { select: { id: true, plan: true }, where: { id: userId } });
    uploader.limits = limitsOf(user?.plan ?? 'free', this.config);
    const usage = await usageOf(manager, userId);
    uploader.usage = add(usage, uploader.ended - before);
  }

  private newUploader(): Uploader {
    const usage = { bytesStored: 0, filesToday: 0, bytesToday: 0, freeIn: 0 };
    return { uploads: 0, large: 0, underWay: 0, usage, limits: limitsOf('free', this.config), ended: 0 };
  }
}

/** Bytes that were read may have been stored. */
function add(usage: UploadUsage, bytes: number): UploadUsage {
  usage.bytesToday += bytes;
  usage.bytesStored += bytes;
  return usage;
}

/** @throws AppError media.daily_limit, plan.limit_reached */
function mustHaveRoom({ usage, limits, underWay }: Uploader, bytes: number): void {
  mustFit(add({ ...usage }, underWay), limits, { files: 1, bytes, stored: bytes });
}
/** Whether the form may be larger than the body of any other call. */
export const isLargeForm = (request: FastifyRequest): boolean =>
  request.isMultipart() && !(declaredLength(request) <= BODY_LIMIT);

/** Bytes; NaN when the body has no declared length. */
const declaredLength = ({ headers }: FastifyRequest): number => Number(headers['content-length'] ?? NaN);
