import { isIP } from 'node:net';

import { Matches, ValidateBy } from 'class-validator';

/** Origins as browsers send them. One with a path or a slash at the end would never match. */
export const AreOrigins = () =>
  Matches(/^(\*|[a-z][a-z\d+.-]*:\/\/[^\s/?#@*]+)$/, {
    each: true,
    message:
      'must be * or origins such as https://chat.example.org, comma separated, without a path or a slash at the end',
  });

/** Addresses or subnets. */
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
