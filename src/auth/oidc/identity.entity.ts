import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';

import { User } from '../../users/user.entity.js';
import { Session } from '../sessions/session.entity.js';

/** An account at a sign-in provider, with which a person can sign in. A person has at most one of each provider. */
@Entity('identities')
@Unique('identities_issuer_subject_key', ['issuer', 'subject'])
@Unique('identities_user_id_issuer_key', ['userId', 'issuer'])
export class Identity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'identities_pkey' })
  id!: string;

  @Column('uuid', { name: 'user_id' })
  userId!: string;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'identities_user_id_fkey' })
  user!: User;

  /** The address that names the provider. */
  @Column('text')
  issuer!: string;

  /** The provider's id of the person. Unlike an e-mail it is never given to somebody else. */
  @Column('text')
  subject!: string;

  /** The e-mail that the provider had when the identity was linked, to be shown to the person; null when it gave none. */
  @Column('text', { nullable: true })
  email!: string | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}

/** A sign-in that has been sent to the provider and has not come back. */
@Entity('sign_in_flows')
@Index('sign_in_flows_session_id_idx', ['sessionId'])
@Index('sign_in_flows_expires_at_idx', ['expiresAt'])
export class SignInFlow {
  @PrimaryColumn('bytea', { name: 'state_hash', primaryKeyConstraintName: 'sign_in_flows_pkey' })
  stateHash!: Buffer;

  /** Of the cookie of the browser that began; null when a session began, to link an identity. */
  @Column('bytea', { name: 'browser_hash', nullable: true })
  browserHash!: Buffer | null;

  /** The session that links an identity to its account; null for a sign-in. */
  @Column('uuid', { name: 'session_id', nullable: true })
  sessionId!: string | null;

  @ManyToOne(() => Session, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'session_id', foreignKeyConstraintName: 'sign_in_flows_session_id_fkey' })
  session!: Session | null;

  @Column('text')
  nonce!: string;

  /** The PKCE verifier of the provider's code. */
  @Column('text')
  verifier!: string;

  /** Where the browser goes in the end; null for the page. */
  @Column('text', { name: 'return_url', nullable: true })
  returnUrl!: string | null;

  /** The PKCE challenge of whoever began: only they can use our one-time code. Null when they gave none. */
  @Column('text', { name: 'code_challenge', nullable: true })
  codeChallenge!: string | null;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;
}

/** A one-time code for somebody who has signed in at the provider: what the provider said about them. */
@Entity('sign_in_codes')
@Index('sign_in_codes_session_id_idx', ['sessionId'])
@Index('sign_in_codes_expires_at_idx', ['expiresAt'])
export class SignInCode {
  @PrimaryColumn('bytea', { name: 'code_hash', primaryKeyConstraintName: 'sign_in_codes_pkey' })
  codeHash!: Buffer;

  @Column('bytea', { name: 'browser_hash', nullable: true })
  browserHash!: Buffer | null;

  @Column('uuid', { name: 'session_id', nullable: true })
  sessionId!: string | null;

  @ManyToOne(() => Session, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'session_id', foreignKeyConstraintName: 'sign_in_codes_session_id_fkey' })
  session!: Session | null;

  @Column('text', { name: 'code_challenge', nullable: true })
  codeChallenge!: string | null;

  @Column('text')
  issuer!: string;

  @Column('text')
  subject!: string;

  @Column('text', { nullable: true })
  email!: string | null;

  @Column('boolean', { name: 'is_email_verified' })
  isEmailVerified!: boolean;

  @Column('text', { nullable: true })
  name!: string | null;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;
}
