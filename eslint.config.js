import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** The rules of the house that a machine can hold. What each is for stands in its message. */

const no = (selector, message) => ({ selector, message });

const everywhere = [
  no('ExportDefaultDeclaration', 'Export by name, so that a thing has one name everywhere.'),
  no('ExportAllDeclaration', 'No barrels: import from the file that has it.'),
  no('ExportNamedDeclaration[source]', 'No barrels: import from the file that has it.'),
  no(
    'MethodDefinition[kind="constructor"] > FunctionExpression[params.length>6]',
    'Six dependencies at most: more mean that there are two classes in here.',
  ),
];

const inSource = [
  no(
    'CallExpression[callee.property.name="query"] > TemplateLiteral[expressions.length>0].arguments:first-child',
    'SQL is never built from values: write $1 and pass them as parameters.',
  ),
];

const inTests = [
  no(
    'MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(only|skip|todo)$/]',
    'Every test runs, every time, unless the machine cannot run it: then `itUnless` says so.',
  ),
  no('CallExpression[callee.name=/^(xit|xtest|xdescribe|fit|fdescribe)$/]', 'Every test runs, every time.'),
];

const nestExceptions = {
  group: ['@nestjs/*'],
  importNamePattern: 'Exception$',
  message: "Throw new AppError('…') with a code of contract/errors.ts; only the filter knows Nest's exceptions.",
};

const hiddenHooks = {
  group: ['typeorm'],
  importNamePattern:
    '^(OneToMany|EventSubscriber|EventEntityType|(Before|After)(Insert|Update|Remove|SoftRemove|Recover|Load))',
  message: 'Relations point one way, child to parent, and nothing happens by itself: no subscribers, no entity hooks.',
};

const environment = {
  object: 'process',
  property: 'env',
  message: 'The environment is read once, into Config (src/platform/config); inject that.',
};

export default defineConfig(
  globalIgnores(['**/dist/', 'data/', 'coverage/', 'client/src/wire.ts']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{js,mjs,cjs,ts}'],
    rules: {
      eqeqeq: 'error',
      'max-lines': ['error', 300],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
      'max-depth': ['error', 3],
      'no-else-return': 'error',
      'no-param-reassign': 'error',
      'no-unreachable': 'error',
      'no-var': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
      'object-shorthand': 'error',
      'prefer-const': 'error',
      'prefer-template': 'error',
      radix: 'error',
    },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    rules: { 'no-unused-vars': 'error', 'no-dupe-keys': 'error', 'no-unsafe-finally': 'error' },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/array-type': 'error',
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/explicit-member-accessibility': ['error', { accessibility: 'no-public' }],
      '@typescript-eslint/max-params': ['error', { max: 6 }],
      // A Nest module is a class with nothing in it but its decorator.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // `return done(…)` says that this was the last word.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // Views and DTOs are classes so that OpenAPI sees them; the services fill in, and spread, plain objects.
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/prefer-nullish-coalescing': 'error',
      '@typescript-eslint/prefer-optional-chain': 'error',
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'no-restricted-syntax': ['error', ...everywhere],
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'no-console': 'error',
      'no-restricted-imports': ['error', { patterns: [nestExceptions, hiddenHooks] }],
      'no-restricted-properties': ['error', environment],
      'no-restricted-syntax': ['error', ...everywhere, ...inSource],
    },
  },
  {
    files: ['src/platform/config/**', 'src/main.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  { files: ['src/serve.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['src/platform/errors/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [hiddenHooks] }] },
  },
  {
    // A handler names each part of the request it reads.
    files: ['src/**/*.controller.ts'],
    rules: { '@typescript-eslint/max-params': 'off' },
  },
  {
    // A view holds other views: OpenAPI reads both as classes, so both are value imports.
    files: ['src/contract/**/*.view.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
  {
    // A migration is as long as its SQL, and is never touched again.
    files: ['src/platform/database/migrations/**'],
    rules: { 'max-lines': 'off', 'max-lines-per-function': 'off' },
  },
  {
    files: ['**/*.spec.ts'],
    rules: {
      'max-lines-per-function': 'off',
      'no-restricted-syntax': ['error', ...everywhere, ...inTests],
      // A row of `it.each` has as many columns as it needs.
      '@typescript-eslint/max-params': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    // What the package is: the one file that hands on what others have.
    files: ['client/src/{main,server}.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    // What a tool reads by its default export.
    files: ['ormconfig.ts', 'test/support/global-*.ts', 'web/vite.config.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
