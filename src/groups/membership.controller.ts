import { Body, Controller, Delete, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { AddParticipantsDto } from '../contract/dto/chat.dto.js';
import { ParticipantView } from '../contract/views/chat.view.js';
import { success } from '../contract/envelope.js';
import { ChangeRoleDto } from '../contract/dto/group.dto.js';
import { type Keep, type KeyedRequest, Once } from '../platform/database/once.js';
import { Answers } from '../platform/http/docs/answers.js';
import { type Caller, Me } from '../platform/http/caller.js';
import { Keyed } from '../platform/http/input/idempotency.js';
import { Profiles } from '../users/profiles.js';
import { Departures } from './departures.js';
import { Invitations } from './joining/group-arrivals.js';
import { Roles } from './roles.js';

@ApiTags('groups')
@Controller('api/chats/:chat/participants')
export class MembershipController {
  constructor(
    private readonly invitations: Invitations,
    private readonly departures: Departures,
    private readonly roles: Roles,
    private readonly once: Once,
    private readonly profiles: Profiles,
  ) {}

  /** Adds people to a group, or people of the group to one of its threads. Only the owner and admins of the group may do this. */
  @Post()
  @HttpCode(200)
  @Answers([ParticipantView], {
    keyed: true,
    errors: [
      'request.invalid',
      'chat.not_found',
      'chat.is_direct',
      'chat.not_admin',
      'chat.full',
      'user.not_found',
      'user.invite_only',
      'participant.not_found',
    ],
  })
  async add(
    @Me() me: Caller,
    @Param('chat') chatId: string,
    @Body() { participants }: AddParticipantsDto,
    @Keyed() request: KeyedRequest | null,
  ) {
    const invite = async (keep?: Keep<ParticipantView[]>) => {
      await this.profiles.mustKnow(me.userId, participants);
      return this.invitations.invite(me.userId, chatId, participants, keep);
    };
    return success(await this.once.answer(request, invite));
  }

  /** Changes a participant's role. Only the owner of the group may do this. The role `owner` transfers the group to them. */
  @Patch(':participant')
  @Answers(ParticipantView, {
    keyed: true,
    errors: [
      'request.invalid',
      'chat.not_found',
      'chat.is_direct',
      'chat.is_thread',
      'chat.not_owner',
      'participant.not_found',
    ],
  })
  async change(
    @Me() me: Caller,
    @Param('chat') chatId: string,
    @Param('participant') participantId: string,
    @Body() { role }: ChangeRoleDto,
    @Keyed() request: KeyedRequest | null,
  ) {
    const change = (keep?: Keep<ParticipantView>) =>
      this.roles.change(me.userId, chatId, { participantId, role }, keep);
    return success(await this.once.answer(request, change));
  }

  /** Removes a participant, or lets the caller leave. Admins may remove members, the owner anybody; in the threads of a group, too. */
  @Delete(':participant')
  @Answers(null, {
    keyed: true,
    errors: ['chat.not_found', 'chat.is_direct', 'chat.not_admin', 'chat.not_owner', 'participant.not_found'],
  })
  async remove(
    @Me() me: Caller,
    @Param('chat') chatId: string,
    @Param('participant') participantId: string,
    @Keyed() request: KeyedRequest | null,
  ) {
    await this.once.answer<null>(request, (keep) => this.departures.remove(me.userId, chatId, participantId, keep));
    return success();
  }
}
