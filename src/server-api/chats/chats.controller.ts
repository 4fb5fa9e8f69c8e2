import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Patch, Post, Put, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { ChangeRoleDto } from '../../contract/dto/group.dto.js';
import {
  AddAppParticipantsDto,
  ChangeAppChatDto,
  CreateAppChatDto,
  ExternalIdDto,
  PutChatDto,
} from '../../contract/dto/server.dto.js';
import { success } from '../../contract/envelope.js';
import { AppChatView, AppParticipantView, ParticipantOutcomeView } from '../../contract/views/server.view.js';
import { type KeyedRequest, Once } from '../../platform/database/once.js';
import { AppError } from '../../platform/errors/app-error.js';
import { Answers } from '../../platform/http/docs/answers.js';
import { chosenId, IDEMPOTENCY_KEY, Keyed, markReplayed } from '../../platform/http/input/idempotency.js';
import { readInput } from '../../platform/http/input/input.js';
import type { ServerCaller } from '../../platform/http/caller.js';
import { App, ServerCall } from '../../platform/http/server-caller.js';
import { isUUID } from 'class-validator';
import { eachOf } from '../batch.js';
import { AppChats } from './app-chats.js';

const START_ERRORS = [
  'request.invalid',
  'key.scope_missing',
  'user.external_id_unknown',
  'user.not_found',
  'chat.id_taken',
] as const;
const MEMBER_ERRORS = [
  'key.scope_missing',
  'user.external_id_unknown',
  'chat.not_found',
  'chat.is_direct',
  'chat.is_thread',
] as const;

@ApiTags('server: chats')
@Controller('api/server/chats')
export class ServerChatsController {
  constructor(
    private readonly chats: AppChats,
    private readonly once: Once,
  ) {}

  /** Starts a chat. Two people and no title make a direct chat: it is created (201), or found if it exists (200). */
  @Post()
  @ServerCall('chats:write')
  @Answers(AppChatView, { status: 200 })
  @Answers(AppChatView, { status: 201, replayable: true, errors: [...START_ERRORS] })
  async start(
    @App() app: ServerCaller,
    @Body() wanted: CreateAppChatDto,
    @Headers(IDEMPOTENCY_KEY) key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.create(app, { ...wanted, id: chosenId(wanted.id, key) }, reply);
  }

  /** Starts a chat under this id (201), or answers the chat that the same call started before. An existing direct chat keeps its own id. */
  @Put(':chat')
  @HttpCode(201)
  @ServerCall('chats:write')
  @Answers(AppChatView, { status: 200 })
  @Answers(AppChatView, { status: 201, errors: [...START_ERRORS, 'chat.not_found'] })
  async put(
    @App() app: ServerCaller,
    @Param('chat') id: string,
    @Body() wanted: PutChatDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    if (!isUUID(id)) throw new AppError('chat.not_found');
    return this.create(app, { ...wanted, id: id.toLowerCase() }, reply);
  }

  /** Any chat, with the first 100 of its participants. */
  @Get(':chat')
  @ServerCall('chats:read')
  @Answers(AppChatView, { errors: ['key.scope_missing', 'chat.not_found'] })
  async show(@Param('chat') id: string) {
    return success(await this.chats.show(id));
  }

  /** Changes the title of a group or thread, and the data of any chat. The same call again changes nothing. */
  @Patch(':chat')
  @ServerCall('chats:write')
  @Answers(AppChatView, { errors: ['request.invalid', 'key.scope_missing', 'chat.not_found', 'chat.is_direct'] })
  async change(@App() app: ServerCaller, @Param('chat') chatId: string, @Body() wanted: ChangeAppChatDto) {
    return success(await this.chats.change(app, chatId, wanted));
  }

  /** Adds up to 100 people to a group. Each is answered by itself, in order; a refused one does not refuse the others. */
  @Post(':chat/participants/batch')
  @HttpCode(200)
  @ServerCall('chats:write')
  @Answers([ParticipantOutcomeView], { errors: ['request.invalid', 'key.scope_missing', 'chat.not_found'] })
  async addAll(
    @App() app: ServerCaller,
    @Param('chat') chatId: string,
    @Body() { participants }: AddAppParticipantsDto,
  ) {
    await this.chats.get(chatId);
    return success(await eachOf(participants, (externalId) => this.chats.add(app, chatId, externalId)));
  }

  /** Adds a person to a group. One who is in it already does not change. */
  @Put(':chat/participants/:externalId')
  @ServerCall('chats:write')
  @Answers(AppParticipantView, { errors: [...MEMBER_ERRORS, 'user.not_found', 'chat.full'] })
  async add(@App() app: ServerCaller, @Param('chat') chatId: string, @Param('externalId') given: string) {
    const { externalId } = readInput(ExternalIdDto, { externalId: given });
    return success(await this.chats.add(app, chatId, externalId));
  }

  /** Gives a person another role in a group. `owner` transfers the group: the previous owner becomes an admin. */
  @Patch(':chat/participants/:externalId')
  @ServerCall('chats:write')
  @Answers(AppParticipantView, { errors: ['request.invalid', ...MEMBER_ERRORS, 'participant.not_found'] })
  async changeRole(
    @App() app: ServerCaller,
    @Param('chat') chatId: string,
    @Param('externalId') externalId: string,
    @Body() { role }: ChangeRoleDto,
  ) {
    return success(await this.chats.changeRole(app, chatId, externalId, role));
  }

  /** Removes a person from a group and its threads. When they own the group, it gets its next owner. */
  @Delete(':chat/participants/:externalId')
  @ServerCall('chats:write')
  @Answers(null, { keyed: true, errors: [...MEMBER_ERRORS, 'participant.not_found'] })
  async remove(
    @App() app: ServerCaller,
    @Param('chat') chatId: string,
    @Param('externalId') externalId: string,
    @Keyed() request: KeyedRequest | null,
  ) {
    await this.once.answer<null>(request, (keep) => this.chats.remove(app, chatId, externalId, keep));
    return success();
  }

  private async create(app: ServerCaller, wanted: CreateAppChatDto, reply: FastifyReply) {
    const { chatId, outcome } = await this.chats.start(app, wanted);
    if (outcome === 'found') void reply.status(200);
    if (outcome === 'replayed') markReplayed(reply);
    return success(await this.chats.show(chatId));
  }
}
