/**
 * Jest on Node 20 cannot `require` an ES module, and much of what we stand on (NestJS 12 first of all) is published as nothing else.
 * So everything is compiled to CommonJS here: our TypeScript, and the packages below. The compiled form is cached between runs.
 * The price: no top-level await and no `import.meta` in code that a test imports.
 */
const parser = { syntax: 'typescript', decorators: true };
const transform = {
  legacyDecorator: true,
  decoratorMetadata: true,
  useDefineForClassFields: false,
  verbatimModuleSyntax: true,
};
const commonjs = { swcrc: false, module: { type: 'commonjs' }, sourceMaps: 'inline' };

// Published as ES modules only. When Jest says "Must use import to load ES Module", the package it names belongs here.
const esmOnly = [
  '@borewit',
  '@nestjs',
  '@tokenizer',
  '@tus',
  'file-type',
  'openapi-fetch',
  'set-cookie-parser',
  'srvx',
  'strtok3',
  'toad-cache',
  'token-types',
  'uint8array-extras',
  'uuidv7',
];

// Where both are given, what needs several nodes runs, too: `npm run test:nodes`. What never asks that database need not run again.
const onNodes = Boolean(process.env.TEST_DATABASE_URL && process.env.TEST_REDIS_URL);
const SAME_EVERYWHERE = [
  '<rootDir>/src/',
  '<rootDir>/test/(aborted-uploads|account-invites|asyncapi|authorization|bad-tokens|bodies|closed-pages|config|directory|docs-site|documentation|early-answers|empty-bodies|encodings|fault-plans|faults-in-production|form-files|forms|fuzz|fuzz-sockets|glossary|guides|handshake-limit|headers|hostile-bodies|hostile-requests|hostile-sockets|image-processing|mails|media-bombs|media-processes|media-refusals|media-storage|processed-media-in-s3|readme|recording-processing|sign-in-with-provider|unfinished-bodies|unknown-keys)\\.spec\\.ts$',
  '<rootDir>/test/process/(answer-times|clock|command-line|commands|data-dir|log|mails-as-files|media-move|private-files|start-and-stop)\\.spec\\.ts$',
  '<rootDir>/test/client/(bad-network|large-files|mappers|mentions|server|tarball)\\.spec\\.ts$',
  '<rootDir>/test/web/',
];

export default {
  testEnvironment: 'node',
  // file-type answers only to `import` and to this condition.
  testEnvironmentOptions: { customExportConditions: ['node', 'node-addons', 'module-sync'] },
  globalSetup: '<rootDir>/test/support/suite-server/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/suite-server/global-teardown.mjs',
  roots: ['<rootDir>/src', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts'],
  testPathIgnorePatterns: [
    '<rootDir>/test/browser/', // needs a browser: `npm run test:browser`
    ...(process.env.PARLEY_TEST_PARTITIONS ? [] : ['<rootDir>/test/one-partition\\.spec\\.ts$']), // `npm run test:partitions`
    ...(onNodes ? SAME_EVERYWHERE : ['\\.nodes\\.spec\\.ts$', '<rootDir>/test/process/']), // `npm run test:process`
  ],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': ['@swc/jest', { ...commonjs, jsc: { target: 'es2022', parser, transform, keepClassNames: true } }],
    '^.+\\.m?js$': ['@swc/jest', { ...commonjs, jsc: { target: 'es2022', parser: { syntax: 'ecmascript' } } }],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  maxWorkers: 2,
  // The machines that run this are busy with other things; a test that waits for an event gets the time to hear it.
  testTimeout: 30_000,
};
