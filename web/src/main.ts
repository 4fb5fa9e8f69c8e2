import './styles/base.css';
import './styles/controls.css';
import './styles/sign-in.css';
import './styles/list.css';
import './styles/chat.css';
import './styles/panels.css';

import { Parley } from '@parley/client';

import { removeDialogs } from './dialog.js';
import { Home } from './home.js';
import { attempt, notify, placeNotices } from './notices.js';
import { provideRandomIds } from './random-ids.js';
import { isSecondWindow, offerOtherDemoAccount } from './sign-in/demo-accounts.js';
import { mailLinkOf } from './sign-in/mail-links.js';
import { finishSignIn, type ProviderSignIn, takeProviderReturn } from './sign-in/provider-return.js';
import { SignIn } from './sign-in/sign-in.js';
import { texts } from './texts.js';
import { startTheme } from './theme.js';
import { isAnother, storageOfWindow } from './window-account.js';

provideRandomIds();
const app = document.querySelector('#app') as HTMLElement;
const parley = new Parley({ storage: storageOfWindow(), shareTabs: !isAnother() });
let home: Home | null = null;
const NO_PROVIDER: ProviderSignIn = { failure: '', unfinished: null };

/**
 * Shows the chats of the signed-in person, or the sign-in page, which also opens the links of mails.
 * @param provider how a sign-in with a provider went on
 * @returns the page of the chats, if it is shown
 */
function show(provider = NO_PROVIDER): Home | null {
  const link = mailLinkOf(location.hash);
  if (parley.me && !link && provider.unfinished === null) return showHome();
  home?.close();
  home = null;
  removeDialogs();
  const signIn = new SignIn(parley, () => void show(), { link, provider });
  app.replaceChildren(signIn.element);
  signIn.focus();
  return null;
}

function showHome(): Home {
  if (home) return home;
  home = new Home(parley);
  app.replaceChildren(home.element);
  home.start();
  return home;
}

startTheme();
placeNotices();
parley.subscribe(({ all }) => {
  if (all && home && !parley.me) show();
});
addEventListener('hashchange', () => {
  if (mailLinkOf(location.hash)) show();
});
const isSecond = isSecondWindow();
const isNew = sessionStorage.getItem('parley.window') === null;
sessionStorage.setItem('parley.window', 'known');
const returned = takeProviderReturn();
const signedIn = await finishSignIn(parley, returned);
const isResumed = parley.me !== null || (await parley.resume().catch(() => false));
const linkFailed = returned?.kind === 'link' && !isResumed;
const expired = { failure: texts.signIn.providerErrors['auth.sign_in_expired'], unfinished: null };
const shown = show(linkFailed ? expired : signedIn);
if (shown) await welcome(shown);

/** What is left to do when the page is loaded and the chats are shown. */
async function welcome(page: Home): Promise<void> {
  if (signedIn.failure !== '') notify(signedIn.failure, 'failed');
  if (returned?.kind === 'link') {
    const { value } = returned;
    await attempt(async () => (await import('./account/linked-sign-ins.js')).finishLink(page, value));
  } else if (isResumed && isNew && (await isSecond)) await offerOtherDemoAccount(parley);
}
