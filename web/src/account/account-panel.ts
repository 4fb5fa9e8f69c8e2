import type { SignInOptionsView } from '@parley/client';

import '../styles/account.css';
import { h } from '../element.js';
import { attempt } from '../notices.js';
import type { Page, Panel } from '../page.js';
import { texts } from '../texts.js';
import { devicesSection } from './devices.js';
import { emailSection } from './email.js';
import { linkedSection } from './linked-sign-ins.js';
import { passwordSection } from './password.js';
import { twoFactorSection } from './two-factor.js';

/** The caller's account: e-mail, password, second factor, linked sign-ins and devices. */
export function accountPanel(page: Page): Panel {
  const element = h('div', { className: 'account' });
  const read = async (): Promise<void> => {
    const options = await page.parley.call<SignInOptionsView>('GET', '/api/sign-in');
    const devices = devicesSection(page);
    element.append(
      emailSection(page, options),
      passwordSection(page, options, devices.read),
      twoFactorSection(page),
      linkedSection(page, options),
      devices.element,
    );
  };
  void attempt(read);
  return { title: texts.account.title, element };
}
