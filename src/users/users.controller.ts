import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';

import { ListMeta, success } from '../contract/envelope.js';
import { FindUsersDto, StatusDto } from '../contract/dto/auth.dto.js';
import { ProfileView, UserView } from '../contract/views/user.view.js';
import { AppError } from '../platform/errors/app-error.js';
import { type Caller, Me } from '../platform/http/caller.js';
import { Answers, Documented } from '../platform/http/docs/answers.js';
import { readInput } from '../platform/http/input/input.js';
import { IsHeavy } from '../platform/load/allowances.js';
import { OnlineStatuses } from './online-statuses.js';
import { Profiles, UserSearch } from './profiles.js';

@ApiTags('users')
@Controller('api/users')
export class UsersController {
  constructor(
    private readonly profiles: Profiles,
    private readonly search: UserSearch,
    private readonly statuses: OnlineStatuses,
  ) {}

  /** Finds people by parts of their name. */
  @Get()
  @IsHeavy('search')
  @Answers([UserView], { errors: ['request.invalid'], meta: ListMeta })
  async find(@Me() me: Caller, @Query() query: FindUsersDto) {
    const { data, meta } = await this.search.find(me.userId, query);
    return success(data, meta);
  }

  /** Shows one user, unless that user has blocked the caller. */
  @Get(':user')
  @Answers(ProfileView, { errors: ['user.not_found'] })
  async show(@Me() me: Caller, @Param('user') userId: string) {
    return success(await this.profiles.show(me.userId, userId));
  }

  /** Sets the caller's online status for all their devices. */
  @Post(':user/set-status/:status')
  @Documented()
  @HttpCode(200)
  @ApiParam({ name: 'status', enum: ['online', 'offline'] })
  @Answers(null, { errors: ['request.invalid', 'user.not_you'] })
  async setStatus(@Me() me: Caller, @Param('user') userId: string, @Param('status') wanted: string) {
    if (userId.toLowerCase() !== me.userId) throw new AppError('user.not_you');
    const { status } = readInput(StatusDto, { status: wanted });
    await this.statuses.set(me.userId, status);
    return success();
  }
}
