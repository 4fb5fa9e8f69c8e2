import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';

import { Config } from '../../platform/config/config.js';
import { AppError } from '../../platform/errors/app-error.js';
import { BODY_LIMIT } from '../../platform/http/bodies/bodies.js';
import { Media } from '../media.entity.js';

/** Large uploads at once: of one user, and of all users on this node. */
const AT_ONCE = 3;
const ON_THIS_NODE = 64;
/** Seconds after which a client may try again to get a place. */
const PLACE_AGAIN_AFTER = 5;
/** Bytes that a form may have in addition to its files. */
const BESIDE_FILES = 1024 * 1024;
/** Seconds. */
const DAY = 24 * 60 * 60;
const A_DAY = `interval '${DAY} seconds'`;

/** The uploads of one user. It exists while at least one of them is under way. */
interface Uploader {
  uploads: number;
  large: number;
  /** Bytes of the uploads under way: declared, or read so far. */
  underWay: number;
  /** Bytes uploaded within the last 24 hours. */
  today: number;
  /** Seconds until the oldest upload of the last 24 hours stops counting. */
  freeIn: number;
  /** Bytes of uploads that ended since this object was created. */
  ended: number;
}

/** One upload that was admitted. */
export interface UploadPass {
  /** Passes on the bytes of one file and counts them. @throws AppError media.daily_limit */
  counted(file: AsyncIterable<Buffer>): AsyncGenerator<Buffer>;
  /** Must be called when the upload has ended, also after an error. */
  leave(): void;
}

/**
 * Decides before the first byte is read whether a user may upload, and how much. Large uploads need a place, because each takes memory
 * and disk time, and each user has a limit of bytes per day. A small form has already been read as a whole, so it needs no place.
 */
@Injectable()
export class UploadAllowance {
  private readonly uploaders = new Map<string, Uploader>();
  private large = 0;

  constructor(
    private readonly config: Config,
    @InjectRepository(Media) private readonly media: Repository<Media>,
  ) {}

  /**
   * Admits an upload. The answer's `leave` must be called when it has ended.
   * @param files how many files the form may have
   * @throws AppError media.too_large, media.daily_limit, rate.limited, overloaded
   */
  async admit(userId: string, request: FastifyRequest, files: number): Promise<UploadPass> {
    const declared = declaredLength(request);
    const limit = this.config.MEDIA_MAX_BYTES;
    if (declared > files * limit + BESIDE_FILES) throw new AppError('media.too_large', { params: { limit } });
    const isLarge = isLargeForm(request);
    const pass = this.enter(userId, isLarge);
    try {
      if (isLarge) await pass.reserve(declared);
      return pass;
    } catch (error) {
      pass.leave();
      throw error;
    }
  }

  private enter(userId: string, isLarge: boolean) {
    const uploader = this.uploaders.get(userId) ?? newUploader();
    if (isLarge) this.takePlace(uploader);
    this.uploaders.set(userId, uploader);
    uploader.uploads += 1;
    let reserved = 0;
    let read = 0;
    let isKnown: Promise<void> | undefined;
    /** @param bytes NaN when the length is not known */
    const reserve = async (bytes: number): Promise<void> => {
      await (isKnown ??= this.addUp(userId, uploader));
      if (!(bytes > reserved)) return;
      this.mustFit(uploader, bytes - reserved);
      uploader.underWay += bytes - reserved;
      reserved = bytes;
    };
    return {
      reserve,
      async *counted(file: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
        await reserve(read);
        for await (const chunk of file) {
          read += chunk.length;
          if (read > reserved) await reserve(read);
          yield chunk;
        }
      },
      leave: () => {
        uploader.underWay -= reserved;
        uploader.today += read;
        uploader.ended += read;
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

  /** An upload that ends during the query may be in its sum or not. It is added in any case, so it may count twice. */
  private async addUp(userId: string, uploader: Uploader): Promise<void> {
    const before = uploader.ended;
    const found = await this.media
      .createQueryBuilder('media')
      .innerJoin('media.content', 'content')
      .select('coalesce(sum(content.size), 0)::float8', 'bytes')
      .addSelect(`coalesce(extract(epoch from min(media.uploadedAt) + ${A_DAY} - now()), 0)::float8`, 'freeIn')
      .where(`media.ownerId = :userId and media.uploadedAt > now() - ${A_DAY}`, { userId })
      .getRawOne<{ bytes: number; freeIn: number }>();
    uploader.today = (found?.bytes ?? 0) + uploader.ended - before;
    uploader.freeIn = found?.freeIn ?? 0;
  }

  /** @throws AppError media.daily_limit */
  private mustFit({ today, underWay, freeIn }: Uploader, bytes: number): void {
    const limit = this.config.MEDIA_DAILY_BYTES;
    if (today + underWay + bytes <= limit) return;
    const retryAfter = Math.min(DAY, Math.max(PLACE_AGAIN_AFTER, Math.ceil(freeIn)));
    throw new AppError('media.daily_limit', { retryAfter, params: { limit, used: today + underWay } });
  }
}

const newUploader = (): Uploader => ({ uploads: 0, large: 0, underWay: 0, today: 0, freeIn: 0, ended: 0 });

/** Whether the form may be larger than the body of any other call. */
export const isLargeForm = (request: FastifyRequest): boolean =>
  request.isMultipart() && !(declaredLength(request) <= BODY_LIMIT);

/** Bytes; NaN when the body has no declared length. */
const declaredLength = ({ headers }: FastifyRequest): number => Number(headers['content-length'] ?? NaN);
