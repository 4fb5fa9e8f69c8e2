import { h } from '../element.js';
import { currentPasswordField, emailField, formOf, labelled } from '../form.js';
import { texts } from '../texts.js';
import { codeForm, needsCode } from './code-form.js';
import { otherWays } from './other-ways.js';
import type { SignInPage, SignInView } from './sign-in-page.js';

/** Signs in with e-mail and password. An account with a second factor needs its code next. */
export function passwordForm(page: SignInPage): SignInView {
  const { signIn } = texts;
  const [email, password] = [emailField(), currentPasswordField()];
  const run = async (): Promise<void> => {
    const credentials = { email: email.value.trim(), password: password.value };
    try {
      await page.parley.signIn(credentials);
    } catch (error) {
      if (!needsCode(error)) throw error;
      page.show(codeForm(page, (code) => page.parley.signIn({ ...credentials, code })));
      return;
    }
    page.done();
  };
  const fields = [labelled(signIn.email, email), labelled(signIn.password, password)];
  const { element: part, failure } = page;
  const form = formOf({ className: '', fields, submit: signIn.submit, run, part, failure });
  const ways = h('div', { className: 'sign-in-ways' });
  void page.options.then((options) => options && ways.append(...otherWays(page, options, () => email.value)));
  return { title: signIn.title, content: [form, ways, page.demo] };
}
