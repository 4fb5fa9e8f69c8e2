import { Injectable } from '@nestjs/common';

import { ChatAccess } from '../../chats/access/chat-access.js';
import { chatFacts, updateChat } from '../../chats/timeline/chat-updates.js';
import type { ChatFactsView } from '../../contract/views/chat.view.js';
import type { GroupSettingsDto } from '../../contract/dto/group.dto.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { Announcements, type GroupNews } from '../announcements.js';
import { GroupAvatars } from './group-avatars.js';
import { type LockedGroup, lockGroup } from '../group-lock.js';

type Setting = keyof GroupSettingsDto;

const NEWS = {
  title: 'title.changed',
  avatar: 'avatar.changed',
  description: 'description.changed',
  historyHidden: 'history.changed',
} as const satisfies Record<Setting, GroupNews>;

/** Changes title, avatar, description and history visibility of a group. */
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
   * @throws AppError chat.not_found, chat.is_direct, chat.is_thread, chat.not_admin, media.not_found
   */
  async change(userId: string, id: string, settings: GroupSettingsDto): Promise<void> {
    const chat = await this.access.open(userId, id);
    await this.transactions.run(async (tx) => {
      const group = await lockGroup(tx, chat, userId, 'settings.change');
      const before = await chatFacts(tx.manager, group.chatId);
      const wanted = given(settings);
      mustHaveHistory(group, wanted);
      const { avatar } = wanted;
      if (avatar !== undefined && avatar !== before.avatar) await this.avatars.show(tx, group, avatar);
      if (await updateChat(tx, group.chatId, wanted)) await this.announce(tx, group, before, wanted);
    });
  }

  private async announce(tx: Tx, { chatId, me }: LockedGroup, before: ChatFactsView, now: GroupSettingsDto) {
    for (const setting of Object.keys(NEWS) as Setting[]) {
      if (now[setting] === undefined || now[setting] === before[setting]) continue;
      await this.announcements.say(tx, { chatId, by: me.id }, NEWS[setting], { value: said(setting, now) });
    }
  }
}

/** Only these, and only those that were given: null is a value, and means none. */
function given({ title, avatar, description, historyHidden }: GroupSettingsDto): GroupSettingsDto {
  const all = Object.entries({ title, avatar, description, historyHidden });
  return Object.fromEntries(all.filter(([, value]) => value !== undefined));
}

/** Who follows a thread sees all of it. @throws AppError chat.is_thread */
function mustHaveHistory({ me }: LockedGroup, { historyHidden }: GroupSettingsDto): void {
  if (me.chatType === 'thread' && historyHidden !== undefined) throw new AppError('chat.is_thread');
}

/** The announcement contains a new title, but not a picture or a description, which can be looked up. */
function said(setting: Setting, { title = null, historyHidden }: GroupSettingsDto): string | null {
  if (setting === 'title') return title;
  return setting === 'historyHidden' ? (historyHidden ? 'hidden' : 'shown') : null;
}
