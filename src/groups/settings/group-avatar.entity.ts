import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

import { Chat } from '../../chats/chat.entity.js';
import { Media } from '../../media/media.entity.js';

/** The upload that is the avatar of a group. Its participants may read the file. */
@Entity('group_avatars')
@Index('group_avatars_media_id_idx', ['mediaId'])
export class GroupAvatar {
  @PrimaryColumn('uuid', { name: 'chat_id', primaryKeyConstraintName: 'group_avatars_pkey' })
  chatId!: string;

  @ManyToOne(() => Chat, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'chat_id', foreignKeyConstraintName: 'group_avatars_chat_id_fkey' })
  chat!: Chat;

  @Column('uuid', { name: 'media_id' })
  mediaId!: string;

  @ManyToOne(() => Media)
  @JoinColumn({ name: 'media_id', foreignKeyConstraintName: 'group_avatars_media_id_fkey' })
  media!: Media;
}
