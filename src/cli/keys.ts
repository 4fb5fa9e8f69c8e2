import type { ApiKeyView, Scope } from '../contract/views/server.view.js';
import { CreateKeyDto, RotateKeyDto } from '../contract/dto/server.dto.js';
import { readInput } from '../platform/http/input/input.js';
import { ApiKeys } from '../server-api/keys/api-keys.js';
import { type Group, optional, required } from './command.js';
import { sentence, sheetOf, tableOf } from './output.js';

/** Keys of the back end of an app, for the server API. */
export const keys: Group = {
  create: {
    usage: 'keys create --name <name> --scopes <scope,scope …> [--expires-at <time>]',
    summary: 'Makes an API key. It is shown only now.',
    options: { name: { type: 'string' }, scopes: { type: 'string' }, 'expires-at': { type: 'string' } },
    async run({ app, actor, options }) {
      const scopes = required(options, 'scopes').split(',') as Scope[];
      const asked = { name: required(options, 'name'), scopes, expiresAt: optional(options, 'expires-at') };
      const { name, expiresAt } = readInput(CreateKeyDto, asked);
      const wanted = { name, scopes, expiresAt: expiresAt === undefined ? null : new Date(expiresAt) };
      return shown(await app.get(ApiKeys).create(wanted, actor));
    },
  },
  list: {
    usage: 'keys list',
    summary: 'Lists all API keys, also the revoked ones, the newest first.',
    async run({ app }) {
      return tableOf(await app.get(ApiKeys).list(), {
        ID: ({ id }) => id,
        NAME: ({ name }) => name,
        SCOPES: ({ scopes }) => scopes.join(','),
        USED: ({ usedAt }) => usedAt,
        EXPIRES: ({ expiresAt }) => expiresAt,
        REVOKED: ({ revokedAt }) => revokedAt,
      });
    },
  },
  rotate: {
    usage: 'keys rotate <key> [--keep-for <seconds>]',
    summary: 'Gives an API key a new secret. The one before is accepted for a day, unless --keep-for says otherwise.',
    options: { 'keep-for': { type: 'string' } },
    places: ['key'],
    async run({ app, actor, args, options }) {
      const [key = ''] = args;
      const how = readInput(RotateKeyDto, { keepFor: optional(options, 'keep-for') });
      return shown(await app.get(ApiKeys).rotate(key, actor, how));
    },
  },
  revoke: {
    usage: 'keys revoke <key>',
    summary: 'Ends an API key, within two seconds on every node.',
    places: ['key'],
    async run({ app, actor, args }) {
      const [key = ''] = args;
      await app.get(ApiKeys).revoke(key, actor);
      return sentence('The key is revoked.', { key });
    },
  },
};

/** A key with its secret, which comes first. */
function shown({ key, view }: { key: string; view: ApiKeyView }) {
  const { id, name, scopes, expiresAt, previousUntil } = view;
  return sheetOf({ key, id, name, scopes: scopes.join(','), expiresAt, previousUntil });
}
