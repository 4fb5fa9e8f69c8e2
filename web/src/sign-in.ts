import type { Parley } from '@parley/client';

import { avatar } from './avatar.js';
import { type DemoAccount, demoAccountsFor } from './demo-accounts.js';
import { h } from './element.js';
import { sentenceOf } from './failure.js';
import { texts } from './texts.js';

interface Fields {
  name: HTMLInputElement;
  email: HTMLInputElement;
  password: HTMLInputElement;
}

/** The sign-in page: with an account, with a new one, or with one click if the server has demo data. */
export class SignIn {
  readonly element = h('main', { className: 'sign-in' });
  private readonly failure = h('p', { className: 'form-failure', role: 'alert' });
  private readonly demo = h('section', { className: 'sign-in-demo', hidden: true });
  private registering = false;

  constructor(
    private readonly parley: Parley,
    private readonly done: () => void,
  ) {
    this.draw();
    void this.offerDemo();
  }

  private draw(): void {
    const { signIn, app } = texts;
    const title = this.registering ? signIn.registerTitle : signIn.title;
    const other = this.registering ? signIn.toSignIn : signIn.toRegister;
    const swap = (): void => {
      this.registering = !this.registering;
      this.failure.textContent = '';
      this.draw();
    };
    const brand = h('div', { className: 'brand' }, h('span', { className: 'brand-mark' }), h('span', {}, app.name));
    const link = h('button', { type: 'button', className: 'link', onclick: swap }, other);
    const card = h('div', { className: 'sign-in-card' }, h('h1', {}, title), this.form(), link, this.demo);
    this.element.replaceChildren(brand, h('p', { className: 'tagline' }, app.tagline), card);
    this.focus();
  }

  focus(): void {
    this.element.querySelector('input')?.focus();
  }

  private form(): HTMLFormElement {
    const { signIn } = texts;
    const fields: Fields = {
      name: input('text', 'name', 'name', 100),
      email: input('email', 'email', 'username', 254),
      password: input('password', 'password', this.registering ? 'new-password' : 'current-password', 200),
    };
    fields.password.minLength = 3;
    const submit = h('button', { type: 'submit', className: 'button main wide' });
    submit.textContent = this.registering ? signIn.registerSubmit : signIn.submit;
    const labels = [
      ...(this.registering ? [h('label', {}, signIn.name, fields.name)] : []),
      h('label', {}, signIn.email, fields.email),
      h('label', {}, signIn.password, fields.password),
    ];
    const form = h('form', {}, ...labels, this.failure, submit);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.enter(() => this.submit(fields));
    });
    return form;
  }

  private submit({ name, email, password }: Fields): Promise<unknown> {
    const credentials = { email: email.value.trim(), password: password.value };
    if (!this.registering) return this.parley.signIn(credentials);
    return this.parley.register({ ...credentials, name: name.value.trim() });
  }

  /** Runs one attempt at a time, so that two clicks are not two attempts. */
  private async enter(action: () => Promise<unknown>): Promise<void> {
    const buttons = [...this.element.querySelectorAll('button')];
    this.failure.textContent = '';
    for (const button of buttons) button.disabled = true;
    try {
      // A server that sends mails creates the account when the link in the mail is used.
      if ((await action()) === false) this.failure.textContent = texts.signIn.lookAtMail;
      else this.done();
    } catch (error) {
      this.failure.textContent = sentenceOf(error);
    } finally {
      for (const button of buttons) button.disabled = false;
    }
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
    const onclick = (): void => void this.enter(() => this.parley.signIn({ email, password }));
    const words = h('span', { className: 'demo-words' }, label, detail);
    return h('button', { type: 'button', className: 'demo-account', onclick }, avatar(name, null), words);
  }
}

function input(type: string, name: string, autocomplete: AutoFill, maxLength: number): HTMLInputElement {
  return h('input', { type, name, autocomplete, maxLength, required: true, className: 'input' });
}
