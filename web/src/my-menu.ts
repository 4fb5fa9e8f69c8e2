import { askForText } from './dialog.js';
import { openMenu } from './menu.js';
import { attempt } from './notices.js';
import { changePicture } from './own-picture.js';
import type { Page } from './page.js';
import { askForPrivacy } from './privacy.js';
import { texts } from './texts.js';
import { choose, theme } from './theme.js';
import { useAnother } from './window-account.js';

/** The menu of the caller's account and of the page's theme. */
export function openMyMenu(page: Page, at: HTMLElement): void {
  const { parley } = page;
  const { me } = texts;
  const dark = theme() === 'dark';
  const { name = '', email } = parley.me ?? {};
  const about = document.createElement('p');
  about.className = 'menu-about';
  about.append(Object.assign(document.createElement('strong'), { textContent: name, dir: 'auto' }), email ?? '');
  const hidden = parley.me?.status === 'offline';
  const setStatus = (): void => void attempt(() => parley.setStatus(hidden ? 'online' : 'offline'));
  const items = [
    { icon: dark ? 'sun' : 'moon', label: dark ? me.light : me.dark, action: () => choose(dark ? 'light' : 'dark') },
    { icon: 'pencil', label: me.rename, action: () => askForName(parley, name) },
    {
      icon: 'picture',
      label: me.picture,
      action: () => changePicture(page, '/api/me/avatar', Boolean(parley.me?.avatar)),
    },
    { icon: hidden ? 'bell' : 'bellOff', label: hidden ? me.goOnline : me.goOffline, action: setStatus },
    { icon: 'lock', label: me.account, action: () => void attempt(() => openAccount(page)) },
    { icon: 'people', label: me.privacy, action: () => void attempt(() => askForPrivacy(page)) },
    { icon: 'switch', label: me.another, action: useAnother },
    { icon: 'door', label: me.signOut, danger: true, action: () => void attempt(() => parley.signOut()) },
  ] as const;
  openMenu(at.getBoundingClientRect(), me.menu, [...items], about);
}

async function openAccount(page: Page): Promise<void> {
  const { accountPanel } = await import('./account/account-panel.js');
  page.show(accountPanel(page));
}

function askForName(parley: Page['parley'], value: string): void {
  const { rename, renameTitle } = texts.me;
  const save = (name: string) => parley.call('PATCH', '/api/me', { name });
  askForText({ title: rename, label: renameTitle, value, maxLength: 100, save });
}
