/** An invite with which people create accounts, as operators see it. */
export class AccountInviteView {
  id!: string;
  /** What its creator wrote about it. */
  note!: string | null;
  /** How many accounts may be created with it. */
  uses!: number;
  /** How many accounts were created with it. */
  used!: number;
  expiresAt!: string;
  /** User id of the operator who created it; null when it was made with OPERATOR_TOKEN or at the command line. */
  createdBy!: string | null;
  createdAt!: string;
}

/** A new account invite. Its code is answered only once. */
export class NewAccountInviteView extends AccountInviteView {
  code!: string;
}
