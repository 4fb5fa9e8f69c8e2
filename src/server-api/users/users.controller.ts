import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { BatchUserDto, ExternalIdDto, PutUserDto, PutUsersDto, UserTokenDto } from '../../contract/dto/server.dto.js';
import { success } from '../../contract/envelope.js';
import { AppUserView, UserOutcomeView } from '../../contract/views/server.view.js';
import { EndedSessionsView, LoginView } from '../../contract/views/user.view.js';
import { type KeyedRequest, Once } from '../../platform/database/once.js';
import type { Tx } from '../../platform/database/transactions.js';
import { Answers } from '../../platform/http/docs/answers.js';
import { Keyed } from '../../platform/http/input/idempotency.js';
import { readInput } from '../../platform/http/input/input.js';
import type { ServerCaller } from '../../platform/http/caller.js';
import { App, ServerCall } from '../../platform/http/server-caller.js';
import { ExternalUsers } from '../../users/external-users.js';
import type { User } from '../../users/user.entity.js';
import { eachOf } from '../batch.js';
import { AppUsers, type StartedSession } from './app-users.js';

/** Seconds for which a session lasts unless the call says how long. */
const TTL = 3_600;

@ApiTags('server: users')
@Controller('api/server/users')
export class ServerUsersController {
  constructor(
    private readonly known: ExternalUsers,
    private readonly users: AppUsers,
    private readonly once: Once,
  ) {}

  /** Creates or changes up to 100 people. Each is answered by itself, in order; a refused one does not refuse the others. */
  @Post('batch')
  @HttpCode(200)
  @ServerCall('users:write')
  @Answers([UserOutcomeView], { errors: ['request.invalid', 'key.scope_missing'] })
  async putAll(@App() app: ServerCaller, @Body() { users }: PutUsersDto) {
    const put = async (item: object): Promise<AppUserView> => {
      const { externalId, ...profile } = readInput(BatchUserDto, item);
      return viewOf(await this.users.put(app, externalId, profile));
    };
    return success(await eachOf(users, put));
  }

  /** Creates a person, or changes the given fields. The same call again changes nothing. */
  @Put(':externalId')
  @ServerCall('users:write')
  @Answers(AppUserView, { errors: ['request.invalid', 'key.scope_missing', 'auth.email_taken'] })
  async put(@App() app: ServerCaller, @Param('externalId') given: string, @Body() profile: PutUserDto) {
    const { externalId } = readInput(ExternalIdDto, { externalId: given });
    return success(viewOf(await this.users.put(app, externalId, profile)));
  }

  /** One person. */
  @Get(':externalId')
  @ServerCall('users:read')
  @Answers(AppUserView, { errors: ['key.scope_missing', 'user.external_id_unknown'] })
  async show(@Param('externalId') externalId: string) {
    return success(viewOf(await this.known.get(externalId)));
  }

  /**
   * Starts a session for a person, as login does. It ends after `ttl` seconds, and a refresh does not extend it. A retry with the same
   * `Idempotency-Key` gets a token of the same session, or `session.not_found` when that has ended.
   */
  @Post(':externalId/token')
  @ServerCall('tokens:write')
  @Answers(LoginView, {
    status: 201,
    keyed: true,
    errors: [
      'key.scope_missing',
      'user.external_id_unknown',
      'user.is_operator',
      'auth.deactivated',
      'session.not_found',
    ],
  })
  async token(
    @App() app: ServerCaller,
    @Param('externalId') externalId: string,
    @Body() { ttl = TTL }: UserTokenDto,
    @Keyed() request: KeyedRequest | null,
  ) {
    const { sessionId } = await this.once.answer<StartedSession>(request, (keep) =>
      this.users.startSession(app, externalId, ttl, keep),
    );
    return success(await this.users.tokenOf(externalId, sessionId));
  }

  /** Ends all sessions of a person: their tokens are refused and their sockets are closed. */
  @Delete(':externalId/sessions')
  @ServerCall('tokens:write')
  @Answers(EndedSessionsView, { keyed: true, errors: ['key.scope_missing', 'user.external_id_unknown'] })
  async endSessions(
    @App() app: ServerCaller,
    @Param('externalId') externalId: string,
    @Keyed() request: KeyedRequest | null,
  ) {
    const ended = await this.once.answer<EndedSessionsView>(request, async (keep) => {
      const keepNumber = keep && ((tx: Tx, number: number) => keep(tx, { ended: number }));
      return { ended: await this.users.endSessions(app, externalId, keepNumber) };
    });
    return success(ended);
  }

  /** Ends the sessions of a person and lets them sign in no more. Their messages stay. */
  @Post(':externalId/deactivate')
  @HttpCode(200)
  @ServerCall('users:write')
  @Answers(AppUserView, { errors: ['key.scope_missing', 'user.external_id_unknown'] })
  async deactivate(@App() app: ServerCaller, @Param('externalId') externalId: string) {
    return success(viewOf(await this.users.setActive(app, externalId, false)));
  }

  /** Lets a person sign in again. */
  @Post(':externalId/reactivate')
  @HttpCode(200)
  @ServerCall('users:write')
  @Answers(AppUserView, { errors: ['key.scope_missing', 'user.external_id_unknown'] })
  async reactivate(@App() app: ServerCaller, @Param('externalId') externalId: string) {
    return success(viewOf(await this.users.setActive(app, externalId, true)));
  }
}

function viewOf({ id, externalId, name, avatar, email, plan, data, deactivatedAt, createdAt }: User): AppUserView {
  return {
    id,
    externalId: externalId ?? '',
    name,
    avatar,
    email,
    plan,
    data,
    deactivatedAt: deactivatedAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}
