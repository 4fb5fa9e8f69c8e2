import { ParleyError } from '@parley/client';

import { openDialog } from '../dialog.js';
import { sentenceOf } from '../failure.js';
import { formOf, type FormParts } from '../form.js';
import { notify } from '../notices.js';

/** A dialog with a form. It closes when the form has done its work, and stays open if that fails. */
export function openFormDialog(title: string, parts: FormParts): HTMLDialogElement {
  const run = async (): Promise<void> => {
    try {
      await parts.run();
    } catch (error) {
      if (dialog.isConnected) throw error;
      // It was closed meanwhile.
      notify(sentenceOf(error), 'failed');
    }
    dialog.close();
  };
  const form = formOf({ ...parts, run });
  const dialog = openDialog(title, form);
  form.querySelector('input')?.focus();
  return dialog;
}

/** Waits for a removal. The client repeats one whose answer was lost, and then the server says with `code` that there is nothing left. */
export async function doneIf(code: string, removal: Promise<unknown>): Promise<void> {
  try {
    await removal;
  } catch (error) {
    if (!(error instanceof ParleyError && error.code === code)) throw error;
  }
}
