/** The sign-in page: signing in, creating an account, and what the links in mails open. */
export const signInTexts = {
  signIn: {
    title: 'Sign in',
    email: 'E-mail',
    password: 'Password',
    passwordHint: 'At least 8 characters.',
    submit: 'Sign in',
    back: 'Back to sign-in',
    proceed: 'Continue',
    wait: 'Please wait …',

    withProvider: (name: string) => `Sign in with ${name}`,
    providerErrors: {
      'auth.provider_unknown': 'This server has no other provider to sign in with.',
      'auth.provider_failed': 'The sign-in provider could not be used. Please try again later.',
      'auth.provider_denied': 'The sign-in provider refused, or you cancelled there.',
      'auth.sign_in_expired':
        'This sign-in has expired, was used, or was begun in another browser. Please begin again.',
    },

    code: {
      title: 'Two-factor sign-in',
      label: 'Code',
      hint: 'Enter the six digits that your authenticator app shows, or one of your recovery codes.',
    },

    toRegister: 'Create account',
    registerTitle: 'Create account',
    name: 'Your name',
    invite: {
      label: 'Invite code',
      hint: 'On this server you need an invite to create an account. Its operator can give you one.',
    },
    registerSubmit: 'Create account',
    lookAtMail: 'Look at your mail',
    registered: (email: string) =>
      `We have sent a mail to ${email}. Open the link in it within a day, then sign in. No mail? Look in the spam folder.`,

    forgotten: {
      link: 'Forgotten password',
      hint: 'We send you a mail with a link for a new password.',
      submit: 'Send mail',
      sent: (email: string) =>
        `If ${email} has an account, we have sent a mail to it. Its link works once, within an hour. No mail? Look in the spam folder, or check the address.`,
    },

    deadLink: 'This link does not work',
    reset: {
      title: 'Set a new password',
      label: 'New password',
      submit: 'Set password',
      done: 'Your new password is set',
      doneText: 'All devices were signed out. Sign in with your new password.',
      dead: 'The link was used, has expired, or is incomplete. Ask for another mail, and open the link in the newest one.',
      again: 'Ask for another mail',
    },

    confirm: {
      title: 'Confirming your e-mail',
      done: 'Your e-mail is confirmed',
      doneText: 'You can sign in now.',
      doneSignedIn: 'You can go on to your chats.',
      dead: 'The link was used, has expired, or is incomplete. If you have opened it before, just sign in. Otherwise create the account again, or sign in and ask for another mail in “Account”.',
      taken: 'Another account has this e-mail by now. Sign in to that account, or use another e-mail.',
      inviteUsed: 'The invite is not valid any more. Ask for another invite, then create the account again.',
      failed: 'Your e-mail is not confirmed yet',
      again: 'Then open the link in the mail again.',
    },

    demoTitle: 'Try it with one click',
    demoHint: 'Open a second window, sign in with the other account, and chat.',
    demoAccount: (name: string) => `Sign in as ${name}`,
    plan: { free: 'Free plan', premium: 'Premium plan' },
  },

  secondWindow: {
    title: 'Chat with yourself?',
    text: (name: string) =>
      `Another window is signed in as ${name}. Sign in as somebody else in this window, and the two can chat.`,
  },
};
