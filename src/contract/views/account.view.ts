/** Whether sign-in needs a second factor. */
export class TwoFactorView {
  enabled!: boolean;
  /** Recovery codes that were not used yet. */
  recoveryCodesLeft!: number;
}

/** The secret for an authenticator app. It is shown once. */
export class TwoFactorSecretView {
  /** Base32, to be typed. */
  secret!: string;
  /** `otpauth://totp/…`, to be shown as a QR code. */
  uri!: string;
}

/** Ten codes for sign-ins without the app, each for one sign-in. They are shown once. */
export class RecoveryCodesView {
  recoveryCodes!: string[];
}
