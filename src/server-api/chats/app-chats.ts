import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { DataSource } from 'typeorm';

import { AuditLog } from '../../audit/audit-log.js';
import { Chat, Participant } from '../../chats/chat.entity.js';
import { ChatsService, type StartedChat } from '../../chats/chats.service.js';
import { PRESENT } from '../../chats/membership.js';
import type { ChangeAppChatDto, CreateAppChatDto } from '../../contract/dto/server.dto.js';
import type { AppChatView, AppParticipantView } from '../../contract/views/server.view.js';
import type { ParticipantRole } from '../../contract/views/chat.view.js';
import { AppGroupChanges } from '../../groups/app-group-changes.js';
import { AppMembership } from '../../groups/app-membership.js';
import type { Keep } from '../../platform/database/once.js';
import type { Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import type { ServerCaller } from '../../platform/http/caller.js';
import { ExternalUsers } from '../../users/external-users.js';

/** Participants that a chat is answered with. */
const SHOWN = 100;

/** Reads and writes chats for the back end of an app. Each write has its audit row in the same transaction. */
@Injectable()
export class AppChats {
  constructor(
    private readonly database: DataSource,
    private readonly chats: ChatsService,
    private readonly membership: AppMembership,
    private readonly changes: AppGroupChanges,
    private readonly users: ExternalUsers,
    private readonly audit: AuditLog,
  ) {}

  /** Creates a chat, or answers the one that exists. @throws AppError user.external_id_unknown, user.not_found, chat.id_taken, request.invalid, overloaded */
  async start(app: ServerCaller, { participants, ...wanted }: CreateAppChatDto): Promise<StartedChat> {
    const people = await this.users.idsOf([...new Set(participants)]);
    return this.chats.startForApp({ ...wanted, participants: people }, (tx, chatId) =>
      this.record(tx, app, 'chat.created', chatId, { people: people.length }),
    );
  }

  /** @throws AppError chat.not_found */
  async show(id: string): Promise<AppChatView> {
    const chat = await this.get(id);
    const { type, title, data, lastSeq, lastRev, createdAt, updatedAt } = chat;
    const participantCount = await this.database.manager.countBy(Participant, { chatId: chat.id, ...PRESENT });
    const participants = await this.participants({ chatId: chat.id });
    return {
      id: chat.id,
      type,
      title,
      data,
      participantCount,
      participants,
      lastSeq,
      lastRev,
      createdAt: createdAt.toISOString(),
      updatedAt: updatedAt.toISOString(),
    };
  }

  /** Any chat. @throws AppError chat.not_found, also when the id is no UUID */
  async get(id: string): Promise<Chat> {
    const chat = isUUID(id) ? await this.database.manager.findOneBy(Chat, { id: id.toLowerCase() }) : null;
    if (!chat) throw new AppError('chat.not_found');
    return chat;
  }

  /** Changes the given fields of a chat. A call that changes nothing writes nothing. @throws AppError chat.not_found; chat.is_direct for a title */
  async change(app: ServerCaller, chat: string, { title, data }: ChangeAppChatDto): Promise<AppChatView> {
    const { id } = await this.get(chat);
    const wanted = { ...(title !== undefined && { title }), ...(data !== undefined && { data }) };
    await this.changes.change(id, wanted, async (tx, changed) => {
      if (changed) await this.record(tx, app, 'chat.changed', id, { fields: Object.keys(wanted) });
    });
    return this.show(id);
  }

  /**
   * Adds a person to a group. One who is in it already does not change.
   * @throws AppError user.external_id_unknown, user.not_found (deactivated), chat.not_found, chat.is_direct, chat.is_thread, chat.full
   */
  async add(app: ServerCaller, chat: string, externalId: string): Promise<AppParticipantView> {
    const { id: chatId } = await this.get(chat);
    const [userId = ''] = await this.users.idsOf([externalId]);
    await this.membership.add(chatId, [userId], async (tx, changed) => {
      if (changed) await this.record(tx, app, 'chat.participant_added', chatId, { userId });
    });
    return this.participant(chatId, userId);
  }

  /**
   * Gives a person another role in a group. `owner` transfers it: the previous owner becomes an admin.
   * @throws AppError request.invalid, user.external_id_unknown, chat.not_found, chat.is_direct, chat.is_thread, participant.not_found
   */
  async changeRole(
    app: ServerCaller,
    chat: string,
    externalId: string,
    role: ParticipantRole,
  ): Promise<AppParticipantView> {
    const { id: chatId } = await this.get(chat);
    const [userId = ''] = await this.users.idsOf([externalId]);
    await this.changes.changeRole(chatId, userId, role, async (tx, changed) => {
      if (changed) await this.record(tx, app, 'chat.role_changed', chatId, { userId, role });
    });
    return this.participant(chatId, userId);
  }

  /** Removes a person from a group. @throws AppError user.external_id_unknown, chat.not_found, chat.is_direct, chat.is_thread, participant.not_found */
  async remove(app: ServerCaller, chat: string, externalId: string, keep?: Keep<null>): Promise<null> {
    const { id: chatId } = await this.get(chat);
    const [userId = ''] = await this.users.idsOf([externalId]);
    await this.membership.remove(chatId, userId, async (tx) => {
      await keep?.(tx, null);
      await this.record(tx, app, 'chat.participant_removed', chatId, { userId });
    });
    return null;
  }

  /** @throws AppError participant.not_found when the person has left meanwhile */
  private async participant(chatId: string, userId: string): Promise<AppParticipantView> {
    const [participant] = await this.participants({ chatId, userId });
    if (!participant) throw new AppError('participant.not_found');
    return participant;
  }

  /** Participants who are in a chat now, in the order in which they joined. */
  private async participants(which: { chatId: string; userId?: string }): Promise<AppParticipantView[]> {
    const found = await this.database.manager
      .createQueryBuilder(Participant, 'p')
      .innerJoin('p.user', 'u')
      .select(['p.id', 'p.role', 'u.id', 'u.name', 'u.avatar', 'u.externalId'])
      .where({ ...which, ...PRESENT })
      .orderBy('p.joinedRev')
      .addOrderBy('p.id')
      .limit(SHOWN)
      .getMany();
    return found.map(participantView);
  }

  private record(tx: Tx, actor: ServerCaller, action: string, id: string, details: object): Promise<void> {
    return this.audit.record(tx.manager, { actor, action, target: { kind: 'chat', id }, details: { ...details } });
  }
}

function participantView({ id, role, user }: Participant): AppParticipantView {
  const { name, avatar, externalId } = user;
  return { id, role, user: { id: user.id, name, avatar }, externalId };
}
