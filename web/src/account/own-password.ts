import { currentPasswordField, hintFor, labelled } from '../form.js';
import { texts } from '../texts.js';

/** Asks for the password of the caller's account, to confirm a change. An account without one is confirmed by a recent sign-in. */
export function ownPassword(): { fields: Node[]; given: () => { password?: string } } {
  const { current, none } = texts.account.password;
  const field = Object.assign(currentPasswordField(), { required: false });
  const given = (): { password?: string } => (field.value === '' ? {} : { password: field.value });
  return { fields: [labelled(current, field), hintFor(field, none)], given };
}
