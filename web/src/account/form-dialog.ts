import { openDialog } from '../dialog.js';
import { formOf, type FormParts } from '../form.js';

/** A dialog with a form. It closes when the form has done its work, and stays open if that fails. */
export function openFormDialog(title: string, parts: FormParts): void {
  const run = async (): Promise<void> => {
    await parts.run();
    dialog.close();
  };
  const form = formOf({ ...parts, run });
  const dialog = openDialog(title, form);
  form.querySelector('input')?.focus();
}
