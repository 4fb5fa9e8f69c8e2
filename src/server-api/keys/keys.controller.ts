import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { CreateKeyDto, RotateKeyDto } from '../../contract/dto/server.dto.js';
import { success } from '../../contract/envelope.js';
import { ApiKeyView, NewApiKeyView } from '../../contract/views/server.view.js';
import { Answers } from '../../platform/http/docs/answers.js';
import type { ServerCaller } from '../../platform/http/caller.js';
import { App, ServerCall } from '../../platform/http/server-caller.js';
import { ApiKeys, mustHave, newKeyView } from './api-keys.js';

/**
 * For operators, for OPERATOR_TOKEN, and for keys that manage keys. These calls take no `Idempotency-Key`, because a stored answer would hold
 * a secret.
 */
@ApiTags('server: keys')
@Controller('api/server/keys')
export class ServerKeysController {
  constructor(private readonly keys: ApiKeys) {}

  /** Makes a key. A key can make only keys whose scopes it has itself. */
  @Post()
  @ServerCall('keys:write', { operators: true })
  @Answers(NewApiKeyView, { status: 201, errors: ['request.invalid', 'key.scope_missing'] })
  async create(@App() app: ServerCaller, @Body() { name, scopes, expiresAt }: CreateKeyDto) {
    mustHave(app.scopes, scopes);
    const expiry = expiresAt === undefined ? null : new Date(expiresAt);
    return success(newKeyView(await this.keys.create({ name, scopes, expiresAt: expiry }, app)));
  }

  /** All keys without their secrets, the newest first. */
  @Get()
  @ServerCall('keys:write', { operators: true })
  @Answers([ApiKeyView], { errors: ['key.scope_missing'] })
  async all() {
    return success(await this.keys.list());
  }

  /** Gives a key a new secret. The one before is accepted for a day more, or for `keepFor` seconds. */
  @Post(':key/rotate')
  @HttpCode(200)
  @ServerCall('keys:write', { operators: true })
  @Answers(NewApiKeyView, { errors: ['request.invalid', 'key.scope_missing', 'key.not_found'] })
  async rotate(@App() app: ServerCaller, @Param('key') id: string, @Body() { keepFor }: RotateKeyDto) {
    return success(newKeyView(await this.keys.rotate(id, app, { keepFor, within: app.scopes })));
  }

  /** Revokes a key: at once on this node, and within two seconds on others. */
  @Delete(':key')
  @ServerCall('keys:write', { operators: true })
  @Answers(null, { errors: ['key.scope_missing', 'key.not_found'] })
  async revoke(@App() app: ServerCaller, @Param('key') id: string) {
    await this.keys.revoke(id, app);
    return success();
  }
}
