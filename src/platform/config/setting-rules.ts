import { isIP } from 'node:net';

import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsInt, Matches, Max, Min, ValidateBy } from 'class-validator';

const FLAGS: Record<string, boolean> = { true: true, false: false };

/** `true` or `false`. Any other value stays as it is, and `@IsBoolean` refuses it: a misspelt `true` must not silently mean false. */
export const flag = () => Transform(({ value }: { value: string }) => FLAGS[value.toLowerCase()] ?? value);

/** A number. */
export const int = () => Transform(({ value }: { value: string }) => Number(value));

/** A whole number of `min` to a million. */
export const count = (min = 1) => applyDecorators(int(), IsInt(), Min(min), Max(1_000_000));

/** Entries that are separated by commas. */
export const list = () =>
  Transform(({ value }: { value: string }) =>
    value
      .split(',')
      .map((entry) => entry.trim())
      .filter(Boolean),
  );

/** Origins as browsers send them. One with a path or a slash at the end would never match. */
export const AreOrigins = () =>
  Matches(/^(\*|[a-z][a-z\d+.-]*:\/\/[^\s/?#@*]+)$/, {
    each: true,
    message:
      'must be * or origins such as https://chat.example.org, comma separated, without a path or a slash at the end',
  });

export const AreAddresses = () =>
  ValidateBy(
    {
      name: 'areAddresses',
      validator: {
        validate: (entry: string) => isAddress(entry),
        defaultMessage: () => 'must be addresses or subnets such as 10.0.0.0/8, comma separated',
      },
    },
    { each: true },
  );

function isAddress(entry: string): boolean {
  const [address = '', bits, ...rest] = entry.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

/** Schemes of addresses that a browser runs or shows as a page, instead of giving them to an app. */
const NO_APPS = new Set(['javascript:', 'data:', 'blob:', 'file:', 'vbscript:', 'about:', 'view-source:']);

/** Addresses of pages and apps, to which a browser is sent with a code behind `#`. */
export const AreReturnUrls = () =>
  ValidateBy(
    {
      name: 'areReturnUrls',
      validator: {
        validate: (entry: string) => isReturnUrl(entry),
        defaultMessage: () =>
          'must be addresses such as org.example.chat:/signed-in or https://app.example.org/, comma separated, without #',
      },
    },
    { each: true },
  );

function isReturnUrl(entry: string): boolean {
  return URL.canParse(entry) && !entry.includes('#') && !NO_APPS.has(new URL(entry).protocol);
}
