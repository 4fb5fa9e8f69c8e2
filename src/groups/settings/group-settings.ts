import { Injectable } from '@nestjs/common';

import { ChatAccess } from '../../chats/access/chat-access.js';
import { participantIn } from '../../chats/access/participant-lock.js';
import { chatFacts, lockChat, updateChat } from '../../chats/timeline/timeline.js';
import type { GroupSettingsDto } from '../../contract/dto/group.dto.js';
import type { CustomData } from '../../contract/rules/custom-data.js';
import type { ChatFactsView } from '../../contract/views/chat.view.js';
import { isReady } from '../../media/avatars/avatar-uploads.js';
import type { Media } from '../../media/media.entity.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { Announcements, type GroupEvent } from '../announcements.js';
import { type LockedGroup, lockGroup, lookAtGroup, mustBeAllowed } from '../group-lock.js';
import { GroupAvatars } from './group-avatars.js';

/** The settings that are announced by a system message when they change. */
type Setting = Exclude<keyof GroupSettingsDto, 'data'>;

const EVENTS = {
  title: 'title.changed',
  avatar: 'avatar.changed',
  description: 'description.changed',
  historyHidden: 'history.changed',
} as const satisfies Record<Setting, GroupEvent>;

/** Changes title, avatar, description and history visibility of a group, and the data of any chat. */
@Injectable()
export class GroupSettings {
  constructor(
    private readonly access: ChatAccess,
    private readonly announcements: Announcements,
    private readonly avatars: GroupAvatars,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Changes the given settings. Values that are set already are not announced, so a retry is safe.
   * @throws AppError chat.not_found, chat.is_direct, chat.is_thread, chat.not_admin, media.not_found; for `data` alone chat.blocked instead of
   *   the second and third
   */
  async change(userId: string, id: string, settings: GroupSettingsDto): Promise<void> {
    const { data, ...others } = given(settings);
    if (data !== undefined && Object.keys(others).length === 0) await this.setData(userId, id, data);
    else await this.inGroup(userId, id, (tx, group) => this.write(tx, group, settings));
  }

  /** Shows a picture of a user as the avatar of a group, at once or when it is processed. @throws AppError media.rejected; see `change` */
  async setAvatar(id: string, media: Media): Promise<void> {
    await this.inGroup(media.ownerId, id, async (tx, group) => {
      if (await isReady(tx.manager, media)) await this.write(tx, group, { avatar: uploadUrl(media.id) });
      else await this.avatars.hold(tx, group, media.id);
    });
  }

  /** Shows the picture that a group has waited for, unless it waits for another one now. @throws see `change` */
  async showPending(userId: string, id: string, mediaId: string): Promise<void> {
    await this.inGroup(userId, id, async (tx, group) => {
      const isPending = await this.avatars.isPending(tx, group.chatId, mediaId);
      if (isPending) await this.write(tx, group, { avatar: uploadUrl(mediaId) });
    });
  }

  /** Checks, without a lock, that a user may change the settings of a group. @throws see `change` */
  async mustBeAllowed(userId: string, id: string): Promise<void> {
    const chat = await this.access.open(userId, id);
    await this.transactions.run((tx) => lookAtGroup(tx, chat, userId, 'settings.change'));
  }

  /** In a direct chat and its threads both people may set it; elsewhere the owner and admins of the group. No system message says so. */
  private async setData(userId: string, id: string, data: CustomData | null): Promise<void> {
    const { chatId } = await this.access.open(userId, id);
    await this.transactions.runInTurn(chatId, async (tx) => {
      await lockChat(tx, chatId);
      const me = await participantIn(tx, chatId, userId);
      if (me.isBlocked) throw new AppError('chat.blocked');
      if (me.rules === 'group') mustBeAllowed(me.role, 'settings.change');
      await updateChat(tx, chatId, { data });
    });
  }

  private async inGroup(
    userId: string,
    id: string,
    work: (tx: Tx, group: LockedGroup) => Promise<void>,
  ): Promise<void> {
    const chat = await this.access.open(userId, id);
    await this.transactions.runInTurn(chat.chatId, async (tx) =>
      work(tx, await lockGroup(tx, chat, userId, 'settings.change')),
    );
  }

  private async write(tx: Tx, group: LockedGroup, settings: GroupSettingsDto): Promise<void> {
    const before = await chatFacts(tx.manager, group.chatId);
    const wanted = given(settings);
    mustHaveHistory(group, wanted);
    if (wanted.avatar !== undefined) {
      await this.avatars.show(tx, group, { before: before.avatar, url: wanted.avatar });
    }
    if (await updateChat(tx, group.chatId, wanted)) await this.announce(tx, group, before, wanted);
  }

  private async announce(tx: Tx, { chatId, me }: LockedGroup, before: ChatFactsView, now: GroupSettingsDto) {
    for (const setting of Object.keys(EVENTS) as Setting[]) {
      if (now[setting] === undefined || now[setting] === before[setting]) continue;
      await this.announcements.write(tx, { chatId, by: me.id }, EVENTS[setting], {
        value: announcedValue(setting, now),
      });
    }
  }
}

const uploadUrl = (id: string): string => `/api/media/${id}`;

/** The settings that were given. Null is a value: it removes the setting. */
function given({ title, avatar, description, historyHidden, data }: GroupSettingsDto): GroupSettingsDto {
  const all = Object.entries({ title, avatar, description, historyHidden, data });
  return Object.fromEntries(all.filter(([, value]) => value !== undefined));
}

/** History cannot be hidden in a thread: its followers see all of it. @throws AppError chat.is_thread */
function mustHaveHistory({ me }: LockedGroup, { historyHidden }: GroupSettingsDto): void {
  if (me.chatType === 'thread' && historyHidden !== undefined) throw new AppError('chat.is_thread');
}

/** The value in the system message: a new title, or whether history is hidden. A new avatar or description is read from the chat. */
function announcedValue(setting: Setting, { title = null, historyHidden }: GroupSettingsDto): string | null {
  if (setting === 'title') return title;
  return setting === 'historyHidden' ? (historyHidden ? 'hidden' : 'shown') : null;
}

/** Sets the lifetime of messages sent from now on in a chat. */
@Injectable()
export class MessageLifetimes {
  constructor(
    private readonly access: ChatAccess,
    private readonly announcements: Announcements,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Sets the lifetime of new messages. In a group and its threads the owner and admins of the group may do this; in a direct chat both people.
   * Idempotent.
   * @param seconds null: messages do not expire
   * @throws AppError chat.not_found, chat.blocked, chat.not_admin
   */
  async set(userId: string, id: string, seconds: number | null): Promise<void> {
    const { chatId } = await this.access.open(userId, id);
    await this.transactions.runInTurn(chatId, async (tx) => {
      await lockChat(tx, chatId);
      const me = await participantIn(tx, chatId, userId);
      if (me.isBlocked) throw new AppError('chat.blocked');
      if (me.rules === 'group') mustBeAllowed(me.role, 'lifetime.change');
      if (!(await updateChat(tx, chatId, { messageLifetime: seconds }))) return;
      const value = seconds === null ? null : String(seconds);
      await this.announcements.write(tx, { chatId, by: me.id }, 'lifetime.changed', { value });
    });
  }
}
