import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { getMetadataStorage } from 'class-validator';

import { Config, ConfigError, readConfig } from '../src/platform/config/config.js';

const SECRET = 'thirty-two characters and some more';

/** The lines about bad variables in the error message; none if the configuration is good. */
function complaintsAbout(env: NodeJS.ProcessEnv): string[] {
  try {
    readConfig(env);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    const [title, ...complaints] = (error as ConfigError).message.split('\n');
    expect(title).toBe('Bad configuration:');
    return complaints.map((line) => line.trim());
  }
  return [];
}

describe('configuration', () => {
  it('needs no variable', () => {
    const config = readConfig({});

    expect(config).toMatchObject({ NODE_ENV: 'development', PORT: 3000, DATA_DIR: './data', LOG_LEVEL: 'info' });
    expect(config).toMatchObject({ RATE_LIMIT: 'on', TOKEN_TTL: 2_592_000, MEDIA_MAX_BYTES: 104_857_600 });
    expect(config).toMatchObject({ host: '127.0.0.1', embedded: true, seedDemo: true, production: false });
  });

  it('is read from the environment', () => {
    const config = readConfig({
      NODE_ENV: 'production',
      HOST: '10.0.0.1',
      PORT: '8080',
      DATABASE_URL: 'postgres://parley:secret@db:5432/parley',
      JWT_SECRET: SECRET,
      TOKEN_TTL: '3600',
      SEED_DEMO: 'True',
      CORS_ORIGINS: 'https://chat.example.org, capacitor://localhost',
      TRUST_PROXY: '10.0.0.0/8,::1',
      PATH: '/usr/bin',
    });

    expect(config).toMatchObject({ PORT: 8080, TOKEN_TTL: 3600, SEED_DEMO: true, host: '10.0.0.1', embedded: false });
    expect(config.CORS_ORIGINS).toEqual(['https://chat.example.org', 'capacitor://localhost']);
    expect(config.TRUST_PROXY).toEqual(['10.0.0.0/8', '::1']);
    expect(config).not.toHaveProperty('PATH');
  });

  it('binds to all interfaces in production, and seeds no demo data there or with a DATABASE_URL', () => {
    expect(readConfig({ NODE_ENV: 'production' })).toMatchObject({ host: '0.0.0.0', seedDemo: false });
    expect(readConfig({ DATABASE_URL: 'postgres://db/parley', JWT_SECRET: SECRET }).seedDemo).toBe(false);
    expect(readConfig({ SEED_DEMO: 'false' }).seedDemo).toBe(false);
  });

  it('opens registration outside production only, unless it is set; no registrations an hour close it in any case', () => {
    const policy = (env: NodeJS.ProcessEnv) => readConfig(env).registration;
    expect([policy({}), policy({ NODE_ENV: 'production' })]).toEqual(['open', 'closed']);
    expect(policy({ NODE_ENV: 'production', REGISTRATION: 'invite' })).toBe('invite');
    expect(policy({ REGISTRATION: 'open', REGISTRATIONS_PER_HOUR: '0' })).toBe('closed');
  });

  it('treats an empty variable like one that is not set', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: ' ', SEED_DEMO: '' })).toMatchObject({ PORT: 3000, embedded: true });
  });

  it('reports all bad variables at once', () => {
    const bad = {
      NODE_ENV: 'prod',
      PORT: '70000',
      DATABASE_URL: 'mysql://db/parley',
      JWT_SECRET: 'short',
      TOKEN_TTL: 'a month',
      SEED_DEMO: 'yes',
      MEDIA_STORAGE: 'tape',
      MEDIA_MAX_BYTES: '0',
      MEDIA_WORKERS: '0',
      CORS_ORIGINS: 'https://chat.example.org/',
      RATE_LIMIT: 'none',
      LOG_LEVEL: 'loud',
      TRUST_PROXY: '10.0.0.0/33',
      REDIS_URL: 'localhost:6379',
      OPERATOR_TOKEN: 'short',
      METRICS_TOKEN: 'short',
      REGISTRATIONS_PER_HOUR: '-1',
      REGISTRATION: 'friends',
      DIRECTORY: 'some',
      CALLS_PER_ACCOUNT: '0',
      CALLS_PER_ADDRESS: 'many',
      GUESSES_PER_ACCOUNT: '1',
      GUESSES_PER_ADDRESS: '0',
      DOCS: 'maybe',
      S3_ENDPOINT: 's3.example.org',
      S3_REGION: 'the moon',
      S3_BUCKET: 'My Bucket',
      S3_FORCE_PATH_STYLE: 'always',
      PUBLIC_URL: 'https://chat.example.org/chat',
      OIDC_ISSUER: 'login.example.org',
      OIDC_NAME: 'x'.repeat(61),
      OIDC_RETURN_URLS: 'https://app.example.org/, javascript:alert(1)',
      OIDC_REGISTRATION: 'perhaps',
    };

    const complaints = complaintsAbout(bad);

    const lacking = ['S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'];
    expect(complaints.map((line) => line.split(':')[0]).sort()).toEqual([...Object.keys(bad), ...lacking].sort());
    expect(complaints).toContain('PORT: must not be greater than 65535');
    expect(complaints).toContain('SEED_DEMO: must be true or false');
  });

  it('does not repeat the values of DATABASE_URL and JWT_SECRET in complaints', () => {
    const complaints = complaintsAbout({ DATABASE_URL: 'psql://u:hunter2@db', JWT_SECRET: 'hunter2' }).join();

    expect(complaints).toContain('DATABASE_URL');
    expect(complaints).not.toContain('hunter2');
  });

  it('requires JWT_SECRET with DATABASE_URL, because all nodes must use the same secret', () => {
    expect(complaintsAbout({ DATABASE_URL: 'postgres://db/parley' })).toEqual([
      'JWT_SECRET: must have at least 32 characters, and is required with DATABASE_URL',
    ]);
    expect(complaintsAbout({ DATABASE_URL: 'postgres://db/parley', JWT_SECRET: SECRET })).toEqual([]);
  });

  it('requires a bucket with MEDIA_STORAGE=s3, and all of its settings with one of them', () => {
    const bucket = { S3_BUCKET: 'media', S3_ACCESS_KEY_ID: 'AKIA0', S3_SECRET_ACCESS_KEY: 'hunter2' };
    const lacking = complaintsAbout({ MEDIA_STORAGE: 's3' });
    expect(lacking.map((line) => line.split(':')[0])).toEqual(Object.keys(bucket));
    expect(lacking[0]).toBe('S3_BUCKET: must be the name of a bucket, and is required with MEDIA_STORAGE=s3');
    expect(complaintsAbout({ MEDIA_STORAGE: 's3', ...bucket })).toEqual([]);
    // With these, media can be moved to S3 before the server uses it.
    expect(complaintsAbout(bucket)).toEqual([]);
    expect(complaintsAbout({ S3_SECRET_ACCESS_KEY: 'hunter2' }).join()).not.toContain('hunter2');
  });

  it('requires all settings of a provider with one of them, and in production a safe one and a way back', () => {
    const provider = {
      OIDC_ISSUER: 'http://login.example.org',
      OIDC_CLIENT_ID: 'parley',
      OIDC_CLIENT_SECRET: 'hunter2',
    };
    expect(complaintsAbout(provider)).toEqual([]);
    expect(complaintsAbout({ OIDC_CLIENT_SECRET: 'hunter2' }).map((line) => line.split(':')[0])).toEqual([
      'OIDC_ISSUER',
      'OIDC_CLIENT_ID',
    ]);
    expect(complaintsAbout({ ...provider, NODE_ENV: 'production' })).toEqual([
      'PUBLIC_URL: is required with OIDC_ISSUER in production: the provider sends people back there',
      'OIDC_ISSUER: must begin with https:// in production',
    ]);
  });

  it('may be in files: each setting has a variable that ends with _FILE', () => {
    const directory = mkdtempSync(join(tmpdir(), 'parley-config-'));
    const file = (name: string, text: string): string => {
      writeFileSync(join(directory, name), text);
      return join(directory, name);
    };
    try {
      const url = 'postgres://parley:hunter2@db/parley';
      const settings = { DATABASE_URL_FILE: file('url', `${url}\n`), JWT_SECRET_FILE: file('jwt', ` ${SECRET}\r\n\n`) };
      expect(readConfig({ ...settings, PORT_FILE: file('port', '8080') })).toMatchObject({
        DATABASE_URL: url,
        JWT_SECRET: ` ${SECRET}`,
        PORT: 8080,
      });
      const [empty, gone] = [file('empty', '\n'), join(directory, 'gone')];
      expect(
        complaintsAbout({
          ...settings,
          JWT_SECRET: SECRET,
          REDIS_URL_FILE: gone,
          METRICS_TOKEN_FILE: empty,
          OPERATOR_TOKEN_FILE: directory,
          OIDC_CLIENT_SECRET_FILE: file('long', 'x'.repeat(65_537)),
        }),
      ).toEqual([
        `REDIS_URL_FILE: ${gone} cannot be read (ENOENT)`,
        'JWT_SECRET_FILE: JWT_SECRET is set as well; set one of them',
        `OPERATOR_TOKEN_FILE: ${directory} cannot be read (EISDIR)`,
        `METRICS_TOKEN_FILE: ${empty} is empty`,
        `OIDC_CLIENT_SECRET_FILE: ${join(directory, 'long')} is too long for a setting`,
      ]);
      const short = complaintsAbout({ JWT_SECRET_FILE: file('short', 'hunter2') });
      expect(short).toEqual(['JWT_SECRET: must have at least 32 characters, and is required with DATABASE_URL']);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  it('refuses REDIS_URL without DATABASE_URL, because several nodes need one common PostgreSQL', () => {
    const REDIS_URL = 'redis://localhost';
    expect(complaintsAbout({ REDIS_URL })).toEqual([expect.stringMatching(/^REDIS_URL: .*DATABASE_URL/)]);
    expect(complaintsAbout({ REDIS_URL, DATABASE_URL: 'postgres://db/parley', JWT_SECRET: SECRET })).toEqual([]);
  });

  it('is listed in .env.example, with valid values, and in the operations guide', () => {
    const example = readFileSync(join(__dirname, '..', '.env.example'), 'utf8');
    const lines = example.matchAll(/^#([A-Z\d_]+)=(.*)$/gm);
    const listed: Record<string, string> = {};
    for (const [, name = '', value = ''] of lines) listed[name] = value;

    const rules = getMetadataStorage().getTargetValidationMetadatas(Config, '', false, false);
    expect(Object.keys(listed).sort()).toEqual([...new Set(rules.map(({ propertyName }) => propertyName))].sort());
    const operations = readFileSync(join(__dirname, '..', 'docs', 'operations.md'), 'utf8');
    for (const name of Object.keys(listed)) expect(operations).toContain(`\`${name}\``);
    // .env.example has no value for the secret, because people would use it.
    expect(complaintsAbout({ ...listed, JWT_SECRET: SECRET })).toEqual([]);
  });
});
