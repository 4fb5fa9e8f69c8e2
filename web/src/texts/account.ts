import { count } from './count.js';

/** Signing in, and what people set for themselves. */
export const accountTexts = {
  signIn: {
    title: 'Sign in',
    email: 'E-mail',
    password: 'Password',
    submit: 'Sign in',
    toRegister: 'Create account',
    registerTitle: 'Create account',
    name: 'Your name',
    registerSubmit: 'Create account',
    lookAtMail: 'We have sent you a mail. Open the link in it, then sign in.',
    toSignIn: 'I have an account',
    demoTitle: 'Try it with one click',
    demoHint: 'Open a second window, sign in with the other account, and chat.',
    demoAccount: (name: string) => `Sign in as ${name}`,
    plan: { free: 'Free plan', premium: 'Premium plan' },
    wait: 'Please wait …',
  },

  secondWindow: {
    title: 'Chat with yourself?',
    text: (name: string) =>
      `Another window is signed in as ${name}. Sign in as somebody else in this window, and the two can chat.`,
  },

  me: {
    menu: 'Account and settings',
    signOut: 'Sign out',
    signOutOthers: 'Sign out other devices',
    othersSignedOut: (n: number) =>
      n === 0 ? 'No other device was signed in.' : `${count(n, 'other device', 'other devices')} signed out.`,
    rename: 'Change your name',
    picture: 'Change your picture',
    privacy: 'Privacy',
    renameTitle: 'Your name',
    another: 'Use another account in this window',
    goOffline: 'Appear offline',
    goOnline: 'Appear online',
    hidden: 'You appear offline',
    light: 'Light colors',
    dark: 'Dark colors',
  },

  picture: {
    title: 'Picture',
    choose: 'Choose a picture',
    remove: 'Remove the picture',
    rejected: 'This picture cannot be used. Choose another one.',
  },

  privacy: {
    title: 'Privacy',
    whoMayAddMe: 'Who may add me to groups',
    whoSeesLastSeen: 'Who sees when I was last online',
    choices: { everybody: 'Everybody', shared: 'People I share a chat with', nobody: 'Nobody' },
  },
};
