import type { MyselfView } from '@parley/client';

import { openDialog } from './dialog.js';
import { h } from './element.js';
import { attempt } from './notices.js';
import type { Page } from './page.js';
import { texts } from './texts.js';

type Choice = MyselfView['whoMayAddMe'];

const CHOICES: Choice[] = ['everybody', 'shared', 'nobody'];

/** Lets the caller set who may add them to groups, and who sees when they were last online. */
export async function askForPrivacy({ parley }: Page): Promise<void> {
  const { title, whoMayAddMe, whoSeesLastSeen } = texts.privacy;
  const now = await parley.call<MyselfView>('GET', '/api/me');
  const [adds, sees] = [choice(now.whoMayAddMe), choice(now.whoSeesLastSeen)];
  const submit = h('button', { type: 'submit', className: 'button main' }, texts.dialog.save);
  const fields = [h('label', {}, whoMayAddMe, adds), h('label', {}, whoSeesLastSeen, sees)];
  const form = h('form', { className: 'dialog-form' }, ...fields, submit);
  const dialog = openDialog(title, form);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    dialog.close();
    const wanted = { whoMayAddMe: adds.value, whoSeesLastSeen: sees.value };
    void attempt(() => parley.call('PATCH', '/api/me', wanted));
  });
}

function choice(now: Choice): HTMLSelectElement {
  const options = CHOICES.map((value) => h('option', { value }, texts.privacy.choices[value]));
  const select = h('select', { className: 'input' }, ...options);
  select.value = now;
  return select;
}
