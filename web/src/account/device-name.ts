import { texts } from '../texts.js';

/** The first that matches is right: many browsers also name those that they descend from. */
const BROWSERS = [
  ['Edge', /\bEdg/],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:Headless)?(?:Chrome|CriOS)\//],
  ['Safari', /\bSafari\//],
] as const;

const SYSTEMS = [
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Linux', /\bLinux\b/],
] as const;

const LONGEST = 60;

/** A short name of a device. @param userAgent as it signed in; null when it sent none */
export function deviceName(userAgent: string | null): string {
  const { devices } = texts.account;
  if (!userAgent) return devices.unknown;
  const [browser, system] = [BROWSERS, SYSTEMS].map((known) => known.find(([, sign]) => sign.test(userAgent))?.[0]);
  if (browser && system) return devices.on(browser, system);
  return browser ?? system ?? userAgent.slice(0, LONGEST);
}
