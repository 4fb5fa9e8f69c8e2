import { Injectable } from '@nestjs/common';

import { ChatAccess } from '../../chats/access/chat-access.js';
import { participantIn } from '../../chats/access/participant-lock.js';
import { chatFacts, lockChat, updateChat } from '../../chats/timeline/timeline.js';
import type { GroupSettingsDto } from '../../contract/dto/group.dto.js';
import type { ChatFactsView } from '../../contract/views/chat.view.js';
import { Media } from '../../media/media.entity.js';
import { restartRetention } from '../../media/uploads/upload-lifecycle.js';
import { violatedConstraint } from '../../platform/database/database-errors.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { Announcements, type GroupEvent } from '../announcements.js';
import { type LockedGroup, lockGroup, mustBeAllowed } from '../group-lock.js';
import { GroupAvatar } from '../group.entity.js';

const UPLOAD = /^\/api\/media\/([0-9a-f-]{36})$/;

/** Stores which upload is the avatar of a group, so that its participants may read the file and the sweep keeps it. */
@Injectable()
export class GroupAvatars {
  /**
   * Replaces the avatar of a locked group.
   * @param url an https URL, the `url` of an upload of the user, or null for none
   * @throws AppError media.not_found
   */
  async show(tx: Tx, { chatId, me }: LockedGroup, url: string | null): Promise<void> {
    const removal = tx.manager.createQueryBuilder().delete().from(GroupAvatar).where({ chatId }).returning(['mediaId']);
    const removed = (await removal.execute()).raw as { media_id: string }[];
    await restartRetention(
      tx.manager,
      removed.map(({ media_id }) => media_id),
    );
    const [, mediaId] = UPLOAD.exec(url ?? '') ?? [];
    if (mediaId === undefined) return;
    const isTheirs = await tx.manager.existsBy(Media, { id: mediaId, ownerId: me.userId });
    if (!isTheirs) throw new AppError('media.not_found');
    await tx.manager.insert(GroupAvatar, { chatId, mediaId }).catch((error: unknown) => {
      // the upload was swept between looking it up and storing it
      const isGone = violatedConstraint(error) === 'group_avatars_media_id_fkey';
      throw isGone ? new AppError('media.not_found') : error;
    });
  }
}

type Setting = keyof GroupSettingsDto;

const EVENTS = {
  title: 'title.changed',
  avatar: 'avatar.changed',
  description: 'description.changed',
  historyHidden: 'history.changed',
} as const satisfies Record<Setting, GroupEvent>;

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
    await this.transactions.runInTurn(chat.chatId, async (tx) => {
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
    for (const setting of Object.keys(EVENTS) as Setting[]) {
      if (now[setting] === undefined || now[setting] === before[setting]) continue;
      await this.announcements.write(tx, { chatId, by: me.id }, EVENTS[setting], {
        value: announcedValue(setting, now),
      });
    }
  }
}

/** The settings that were given. Null is a value: it removes the setting. */
function given({ title, avatar, description, historyHidden }: GroupSettingsDto): GroupSettingsDto {
  const all = Object.entries({ title, avatar, description, historyHidden });
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
