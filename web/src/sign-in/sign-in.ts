import type { Parley, SignInOptionsView } from '@parley/client';

import { avatar } from '../avatar.js';
import { h } from '../element.js';
import { sentenceOf } from '../failure.js';
import { attemptOnce, failureLine } from '../form.js';
import { texts } from '../texts.js';
import { codeForm } from './code-form.js';
import { type DemoAccount, demoAccountsFor } from './demo-accounts.js';
import { forgetMailLink, type MailLink } from './mail-links.js';
import { passwordForm } from './password-form.js';
import type { ProviderSignIn } from './provider-return.js';
import type { SignInPage, SignInView } from './sign-in-page.js';

interface Beginning {
  /** A link from a mail, which the page opens first. */
  link: MailLink | null;
  provider: ProviderSignIn;
}

/** The sign-in page: with an account, with a new one, with a provider, or with one click if the server has demo data. */
export class SignIn implements SignInPage {
  readonly element = h('main', { className: 'sign-in' });
  readonly failure = failureLine();
  readonly demo = h('section', { className: 'sign-in-demo', hidden: true });
  readonly options: Promise<SignInOptionsView | null>;

  constructor(
    readonly parley: Parley,
    readonly done: () => void,
    { link, provider }: Beginning,
  ) {
    this.options = parley.call<SignInOptionsView>('GET', '/api/sign-in').catch(() => null);
    if (link) void this.open(link).catch((error: unknown) => this.showFailure(error));
    else if (provider.unfinished !== null) this.askForCode(provider.unfinished);
    else this.show(passwordForm(this));
    this.failure.textContent = provider.failure;
    void this.offerDemo();
  }

  show({ title, content }: SignInView): void {
    this.failure.textContent = '';
    const { app } = texts;
    const brand = h('div', { className: 'brand' }, h('span', { className: 'brand-mark' }), h('span', {}, app.name));
    const card = h('div', { className: 'sign-in-card' }, h('h1', { tabIndex: -1 }, title), ...content);
    this.element.replaceChildren(brand, h('p', { className: 'tagline' }, app.tagline), card);
    this.focus();
  }

  /** Focuses the first field that is empty, or the title of a view without fields. */
  focus(): void {
    const fields = [...this.element.querySelectorAll('input')];
    const target = fields.find(({ value }) => value === '') ?? fields[0] ?? this.element.querySelector('h1');
    target?.focus();
  }

  back(): void {
    forgetMailLink();
    if (this.parley.me) this.done();
    else this.show(passwordForm(this));
  }

  /** @param code the one-time code of the provider */
  private askForCode(code: string): void {
    this.show(codeForm(this, (secondFactor) => this.parley.signInWithProvider({ code, secondFactor })));
  }

  private showFailure(error: unknown): void {
    this.show(passwordForm(this));
    this.failure.textContent = sentenceOf(error);
  }

  private async open(link: MailLink): Promise<void> {
    const { viewOf } = await import('./mail-link-views.js');
    this.show(viewOf(this, link));
  }

  private async offerDemo(): Promise<void> {
    const accounts = await demoAccountsFor(this.parley);
    const offered = accounts.map((account) => this.demoButton(account));
    if (offered.length === 0) return;
    const { demoTitle, demoHint } = texts.signIn;
    this.demo.replaceChildren(h('h2', {}, demoTitle), ...offered, h('p', { className: 'hint' }, demoHint));
    this.demo.hidden = false;
  }

  private demoButton({ name, email, password, plan }: DemoAccount): HTMLButtonElement {
    const label = h('span', { className: 'demo-name', dir: 'auto' }, texts.signIn.demoAccount(name));
    const detail = h('span', { className: 'demo-detail' }, `${email} · ${texts.signIn.plan[plan]}`);
    const enter = async (): Promise<void> => {
      await this.parley.signIn({ email, password });
      this.done();
    };
    const onclick = (): void => void attemptOnce(this.element, this.failure, enter);
    const words = h('span', { className: 'demo-words' }, label, detail);
    return h('button', { type: 'button', className: 'demo-account', onclick }, avatar(name, null), words);
  }
}
