import type { IdentityView, SignInAddressView, SignInOptionsView } from '@parley/client';

import { actionButton } from '../action-button.js';
import { h } from '../element.js';
import { iconButton } from '../icon-button.js';
import { attempt, notify } from '../notices.js';
import type { Page } from '../page.js';
import { texts } from '../texts.js';
import { doneIf, openFormDialog } from './form-dialog.js';
import { ownPassword } from './own-password.js';

const PATH = '/api/me/identities';

/** The caller's accounts at providers, with which they can sign in. Hidden if there are neither accounts nor providers. */
export function linkedSection({ parley }: Page, { providers }: SignInOptionsView): HTMLElement {
  const { linked: words } = texts.account;
  const rows = h('ul', { className: 'devices' });
  const hint = h('p', { className: 'hint' });
  const section = h('section', { hidden: true }, h('h3', {}, words.title), hint, rows);
  const buttons = providers.map(({ id, name }) => ({
    name,
    element: actionButton('link', words.link(name), () => openLink(parley, { id, name })),
  }));
  section.append(...buttons.map(({ element }) => element));
  const read = async (): Promise<void> => {
    const identities = await parley.call<IdentityView[]>('GET', PATH);
    rows.replaceChildren(...identities.map((one) => row(one, () => askToUnlink(parley, one, read))));
    hint.textContent = identities.length === 0 ? words.none : '';
    for (const { name, element } of buttons) element.hidden = identities.some(({ provider }) => provider === name);
    section.hidden = identities.length + providers.length === 0;
  };
  void attempt(read);
  return section;
}

function row({ provider, email }: IdentityView, unlink: () => void): HTMLElement {
  const { linked: words } = texts.account;
  const about = h('div', {}, h('strong', {}, provider), h('p', { className: 'hint' }, email));
  return h('li', { className: 'device' }, about, iconButton('trash', words.unlink(provider), unlink));
}

function askToUnlink(parley: Page['parley'], { id, provider }: IdentityView, unlinked: () => Promise<void>): void {
  const { unlinkTitle, unlinkText, unlinkSubmit } = texts.account.linked;
  const own = ownPassword();
  const run = async (): Promise<void> => {
    await doneIf('identity.not_found', parley.call('DELETE', `${PATH}/${id}`, own.given()));
    void attempt(unlinked);
  };
  const fields = [h('p', { className: 'dialog-text' }, unlinkText), ...own.fields];
  openFormDialog(unlinkTitle(provider), { fields, submit: unlinkSubmit, run });
}

/** The browser goes to the provider, and comes back with a code: see `finishLink`. */
function openLink(parley: Page['parley'], { id, name }: { id: string; name: string }): void {
  const { link, proceed } = texts.account.linked;
  const own = ownPassword();
  const run = async (): Promise<void> => {
    const { url } = await parley.call<SignInAddressView>('POST', `${PATH}/${id}`, own.given());
    if (dialog.isConnected) location.assign(url);
  };
  const dialog = openFormDialog(link(name), { fields: own.fields, submit: proceed, run });
}

/** Links the account at a provider with which the browser came back, and says so. @param code what is behind `#link=` */
export async function finishLink({ parley }: Page, code: string): Promise<void> {
  const linked = await attempt(() => parley.call<IdentityView>('POST', PATH, { code }));
  if (linked) notify(texts.account.linked.linked(linked.provider));
}
