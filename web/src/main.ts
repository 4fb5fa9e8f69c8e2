import './styles/base.css';
import './styles/controls.css';
import './styles/sign-in.css';
import './styles/list.css';
import './styles/chat.css';
import './styles/panels.css';

import { Parley } from '@parley/client';

import { isSecondWindow, offerOtherDemoAccount } from './demo-accounts.js';
import { Home } from './home.js';
import { placeNotices } from './notices.js';
import { provideRandomIds } from './random-ids.js';
import { SignIn } from './sign-in.js';
import { startTheme } from './theme.js';
import { isAnother, storageOfWindow } from './window-account.js';

provideRandomIds();
const app = document.querySelector('#app') as HTMLElement;
const parley = new Parley({ storage: storageOfWindow(), shareTabs: !isAnother() });
let home: Home | null = null;

/** Shows the page of the signed-in person, or the sign-in page. */
function show(): void {
  if (parley.me && !home) {
    home = new Home(parley);
    app.replaceChildren(home.element);
    home.start();
  } else if (!parley.me) {
    home?.close();
    home = null;
    const signIn = new SignIn(parley, show);
    app.replaceChildren(signIn.element);
    signIn.focus();
  }
}

startTheme();
placeNotices();
parley.subscribe(({ all }) => {
  if (all && home && !parley.me) show();
});
// The request is sent at once but not awaited, so that the sign-in appears immediately.
const isSecond = isSecondWindow();
const isNew = sessionStorage.getItem('parley.window') === null;
sessionStorage.setItem('parley.window', 'known');
const isResumed = await parley.resume().catch(() => false);
show();
if (isResumed && isNew && (await isSecond)) await offerOtherDemoAccount(parley);
