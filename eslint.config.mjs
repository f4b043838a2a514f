import tseslint from 'typescript-eslint';
import orchestrationsAreGenerators from './eslint-rules/orchestrations-are-generators.mjs';

/** Who may import whom: calls go one way, from trigger to workflow to control to client to the way out. */
const wall = (files, forbidden, more = {}) => ({
  files,
  rules: {
    'no-restricted-imports': [
      'error',
      { patterns: forbidden.map(([group, message]) => ({ regex: group, message })) },
    ],
    ...more,
  },
});

const NO_LOCAL = ['(^|/)(local|test|bench)/', 'The app never knows the local world.'];
const layer = (...names) => `^\\.\\.(/\\.\\.)*/(${names.join('|')})(/|$)`;
const NO_SDK = ['^(@azure|@microsoft|durable-functions|node:)', 'The domain knows no SDK and no machine.'];

/** Replay runs the code again: whatever differs the second time breaks it. */
const DETERMINISM = {
  'no-restricted-globals': [
    'error',
    ...['setTimeout', 'setInterval', 'setImmediate', 'process', 'crypto', 'performance', 'fetch'].map(
      (name) => ({
        name,
        message: 'Time, chance and the outside are handed in.',
      }),
    ),
  ],
  'no-restricted-syntax': [
    'error',
    {
      selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
      message: 'Time is handed in.',
    },
    { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time is handed in.' },
    {
      selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
      message: 'Chance is handed in.',
    },
  ],
};

export default tseslint.config(
  {
    ignores: [
      '**/dist',
      '**/node_modules',
      '.local',
      '.stryker-tmp',
      'test/support/apps',
      'bench/bare',
      // Compiled by ServiceNow's own SDK, which checks types itself.
      'integrations/servicenow/src',
      '*.js',
      '**/*.mjs',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: tseslint.configs.recommendedTypeChecked,
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowNever: true }],
      // Our objects are records of functions; none of them uses `this`.
      '@typescript-eslint/unbound-method': 'off',
      eqeqeq: 'error',
    },
  },
  {
    files: ['src/workflows/register.ts'],
    plugins: { gastvrij: { rules: { 'orchestrations-are-generators': orchestrationsAreGenerators } } },
    rules: { 'gastvrij/orchestrations-are-generators': 'error' },
  },
  // Hooks run as they stand, before anything is built; tsc checks their types.
  { files: ['infra/hooks/*.mjs'], ...tseslint.configs.disableTypeChecked },
  // Who may import whom is held by dependency-cruiser (.dependency-cruiser.cjs), types included. Here stands what each
  // layer may take from outside, and that what is pure stays pure.
  wall(['src/**/*.ts'], [NO_LOCAL]),
  wall(
    ['src/domain/**/*.ts', 'src/controls/**/*.ts'],
    [
      NO_LOCAL,
      NO_SDK,
      [
        layer(
          'microsoft',
          'settings',
          'store',
          'workflows',
          'functions',
          'web',
          'api',
          'callbacks',
          'access',
        ),
        'The domain imports nothing outward.',
      ],
    ],
    DETERMINISM,
  ),
  wall(['src/microsoft/http/*.ts'], [NO_LOCAL, ['^\\.\\./', 'The way out knows nothing of ours.']]),
  wall(
    ['src/settings/**/*.ts'],
    [NO_LOCAL, ['^(@azure|durable-functions)', 'A settings document knows no workflow.']],
  ),
  wall(
    ['src/callbacks/*.ts', 'src/inspection/*.ts'],
    [NO_LOCAL, ['^(@azure/functions|durable-functions)', 'It knows no trigger and no workflow.']],
  ),
  wall(['src/tenants/*.ts', 'src/api/**/*.ts'], [NO_LOCAL, NO_SDK]),
  wall(['src/access/*.ts'], [NO_LOCAL, ['/table-', 'Access knows the port, not the table.']]),
  wall(
    ['src/workflows/{engine,enablement,audit,delivery,cleanup,test-team}/*.ts'],
    [NO_LOCAL, ['^(node:|@azure)', 'A workflow is deterministic.']],
    DETERMINISM,
  ),
  wall(
    ['src/workflows/**/activities/**/*.ts', 'src/workflows/context/*.ts'],
    [NO_LOCAL, ['^@azure/functions', 'An activity knows no trigger.']],
  ),
  wall(
    ['src/web/**/*.ts'],
    [NO_LOCAL, ['^(@azure|@microsoft|durable-functions)', 'A page is made of data, and knows no machine.']],
  ),
  wall(
    ['src/web/browser/*.ts'],
    [
      NO_LOCAL,
      ['^(?!\\.)', 'What a browser loads stands on nothing but the platform.'],
      [layer('words', 'access', 'store', 'controls'), 'What a browser loads is small.'],
    ],
  ),
  wall(['src/functions/**/*.ts'], [NO_LOCAL, ['/table-', 'A trigger knows the port, not the table.']]),
  wall(['local/**/*.ts'], [['(^|/)test/', 'The local world knows no test.']]),
  {
    // Server scripts of ServiceNow: ES5, no modules, and what the platform puts around them.
    files: ['integrations/servicenow/scripts/*.js'],
    languageOptions: {
      ecmaVersion: 5,
      sourceType: 'script',
      globals: Object.fromEntries(
        [
          ...['gs', 'sn_ws', 'sn_cc', 'sn_fd', 'Class', 'GlideRecord', 'GlideDateTime'],
          ...['CertificateEncryption', 'GlideCertificateEncryption'],
          ...['GastvrijClient', 'GastvrijItem', 'GastvrijReceiver', 'GastvrijRequest', 'GastvrijSettings'],
          ...['GastvrijSignature', 'current', 'event', 'inputs', 'outputs', 'request', 'response'],
        ].map((name) => [name, 'writable']),
      ),
    },
    rules: { 'no-undef': 'error', 'no-unused-vars': ['error', { vars: 'local', caughtErrors: 'none' }] },
  },
);
