import { Injectable } from '@nestjs/common';
import type { ClassConstructor } from 'class-transformer';
import type { FastifyRequest } from 'fastify';

import { ChatAccess } from '../chats/chat-access.js';
import { SendMediaMessageDto } from '../contract/message.dto.js';
import { type Received, Uploads } from '../media/uploads.js';
import { invalid } from '../platform/errors/app-error.js';
import type { Caller } from '../platform/http/caller.js';
import { UNREAD_FILE } from '../platform/http/form.js';
import { readInput } from '../platform/http/input.js';

/** Reads the body of a call that sends a message: JSON, or a form whose `media` parts may be files. */
@Injectable()
export class SendForms {
  constructor(
    private readonly access: ChatAccess,
    private readonly uploads: Uploads,
  ) {}

  /**
   * Hands the checked body on, with the files of the form among its media. For routes marked STREAMS_BODY.
   * @throws AppError chat.not_found, request.invalid, request.malformed, media.too_large, media.unsupported
   */
  async receive<Dto extends object, T>(
    request: FastifyRequest,
    { me, chatId, dto }: { me: Caller; chatId: string; dto: ClassConstructor<Dto> },
    send: (draft: Dto) => Promise<T>,
  ): Promise<T> {
    // before the first byte of a file is read
    if (request.isMultipart()) await this.access.open(me.userId, chatId);
    return this.uploads.receive(request, me, (received) => {
      // the documented call for media ignores what it does not know
      if (dto !== (SendMediaMessageDto as unknown)) mustBeMedia(received);
      return send(readInput(dto, withFiles(received)));
    });
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

/** No form writes names with more brackets; a JSON body may be deeper than a call stack. */
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
