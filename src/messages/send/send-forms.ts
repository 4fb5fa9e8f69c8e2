import { Injectable } from '@nestjs/common';
import type { ClassConstructor } from 'class-transformer';
import type { FastifyRequest } from 'fastify';

import { ChatAccess } from '../../chats/access/chat-access.js';
import { SendMediaMessageDto } from '../../contract/dto/message.dto.js';
import { isLargeForm } from '../../media/uploads/upload-allowance.js';
import { type Received, Uploads } from '../../media/uploads/uploads.js';
import { AppError, invalid } from '../../platform/errors/app-error.js';
import type { Caller } from '../../platform/http/caller.js';
import { UNREAD_FILE } from '../../platform/http/bodies/form.js';
import { readInput } from '../../platform/http/input/input.js';

/** Reads the body of a call that sends a message: JSON, or a form whose `media` parts may be files. */
@Injectable()
export class SendForms {
  constructor(
    private readonly access: ChatAccess,
    private readonly uploads: Uploads,
  ) {}

  /**
   * Reads and checks the body, stores the files of a form as uploads, adds them to `media`, and calls `send`. For routes marked STREAMS_BODY.
   * @throws AppError chat.not_found, chat.blocked, request.invalid, request.malformed, media.too_large, media.daily_limit, plan.limit_reached,
   *   media.unsupported, rate.limited, overloaded; whatever `send` throws
   */
  async receive<Dto extends object, T>(
    request: FastifyRequest,
    { me, chatId, dto }: { me: Caller; chatId: string; dto: ClassConstructor<Dto> },
    send: (draft: Dto) => Promise<T>,
  ): Promise<T> {
    if (!request.isMultipart()) return send(readInput(dto, request.body));
    await this.mustBeAllowed(request, me, chatId);
    return this.uploads.receive(request, me, (received) => {
      // the documented call for media ignores unknown fields
      if (dto !== (SendMediaMessageDto as unknown)) mustBeMedia(received);
      return send(readInput(dto, withFiles(received)));
    });
  }

  /**
   * Checks access before the first byte of a file is read. A small form is read even if the user is blocked: it may be a retry of a message that
   * was sent before the block, which gets its first answer.
   */
  private async mustBeAllowed(request: FastifyRequest, { userId }: Caller, chatId: string): Promise<void> {
    const { blocked } = await this.access.open(userId, chatId);
    if (blocked && isLargeForm(request)) throw new AppError('chat.blocked');
  }
}

function withFiles({ fields, uploads }: Received): Record<string, unknown> {
  if (uploads.length === 0) return fields;
  return { ...fields, media: [fields.media ?? [], uploads.map(({ id }) => ({ id }))].flat() };
}

/** @throws AppError request.invalid */
function mustBeMedia({ fields }: Received): void {
  const name = nameOfUnreadFile(fields);
  if (name === undefined) return;
  const message = `${name} is a file: send files as parts named media, as with POST …/media-messages`;
  throw invalid(name, 'unknownFile', message);
}

/** Maximum depth of the search. No form writes names with more brackets; a part in JSON may be deeper than the call stack allows. */
const DEEPEST = 10;

/** The name of a part whose file was not read, as a form writes it: `photo`, `media[url]`. */
function nameOfUnreadFile(value: unknown, name = '', depth = 0): string | undefined {
  if (value === UNREAD_FILE) return name;
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const nameInside = Array.isArray(value) ? name : name === '' ? key : `${name}[${key}]`;
    const found = nameOfUnreadFile(inner, nameInside, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
