import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What changed about a participant. */
export type ParticipantChangeKind = 'participant.joined' | 'participant.left' | 'participant.updated';
/** What changed about a message after it was sent. */
export type MessageChangeKind = 'message.updated' | 'message.deleted' | 'reaction.added' | 'reaction.removed';
/** What a numbered change was, when it is not a message that was sent. */
export type ChangeKind = 'chat.updated' | ParticipantChangeKind | MessageChangeKind;

/** One numbered change of a chat that is not a send. It stores the subject, not the new value: the value is read from the subject. */
@Entity('changes')
export class Change {
  @PrimaryColumn('uuid', { name: 'chat_id', primaryKeyConstraintName: 'changes_pkey' })
  chatId!: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'changes_pkey' })
  rev!: number;

  @Column('text')
  kind!: ChangeKind;

  /** The chat itself, the participant or the message it is about. */
  @Column('uuid', { name: 'subject_id' })
  subjectId!: string;

  /** Whose reaction it was, and which; null where the subject says it all. */
  @Column('uuid', { name: 'actor_id', nullable: true })
  actorId!: string | null;

  @Column('text', { nullable: true })
  emoji!: string | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
