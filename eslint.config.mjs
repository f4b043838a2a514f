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
const room = (...names) => `^\\.\\.(/\\.\\.)*/(${names.join('|')})(/|$)`;
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
  wall(['src/**/*.ts'], [NO_LOCAL]),
  wall(
    ['src/controls/*/*.ts', 'src/controls/*.ts', 'src/proof/*.ts'],
    [
      NO_LOCAL,
      [
        room('store', 'workflows', 'functions', 'web', 'access', 'callbacks'),
        'A control knows nothing of the process around it.',
      ],
      ['^durable-functions', 'A control knows no workflow.'],
    ],
  ),
  wall(
    ['src/enablement/**/*.ts', 'src/controls/control.ts', 'src/controls/checklist.ts'],
    [
      NO_LOCAL,
      NO_SDK,
      [
        room('graph', 'teams-admin', 'http', 'store', 'workflows', 'functions', 'web', 'proof', 'callbacks'),
        'The domain imports nothing outward.',
      ],
    ],
    DETERMINISM,
  ),
  wall(
    ['src/audit/**/*.ts'],
    [
      NO_LOCAL,
      NO_SDK,
      [
        room('graph', 'teams-admin', 'http', 'store', 'workflows', 'functions', 'proof', 'access', 'api'),
        'Judging an audit takes no more than what was read.',
      ],
    ],
    DETERMINISM,
  ),
  wall(
    ['src/housekeeping/**/*.ts'],
    [
      NO_LOCAL,
      NO_SDK,
      [
        room('graph', 'teams-admin', 'http', 'store', 'workflows', 'functions', 'proof', 'access', 'api'),
        'What may go is decided by what was read.',
      ],
    ],
    DETERMINISM,
  ),
  // A text knows nothing of what it is about.
  wall(['src/texts/*.ts'], [NO_LOCAL, NO_SDK, ['^\\.\\./', 'A text leans on nothing.']], DETERMINISM),
  wall(
    ['src/texts/*/*.ts'],
    [NO_LOCAL, NO_SDK, ['^\\.\\./\\.\\./', 'A text leans on nothing.']],
    DETERMINISM,
  ),
  wall(['src/http/*.ts'], [NO_LOCAL, ['^\\.\\./', 'The way out knows nothing of ours.']]),
  wall(
    ['src/graph/*.ts', 'src/teams-admin/*.ts'],
    [
      NO_LOCAL,
      [
        room('store', 'controls', 'workflows', 'functions', 'enablement', 'proof', 'callbacks'),
        'A client knows only the way out.',
      ],
    ],
  ),
  wall(
    ['src/callbacks/*.ts'],
    [
      NO_LOCAL,
      [
        room('store', 'controls', 'workflows', 'functions', 'proof', 'access', 'graph', 'teams-admin'),
        'Calling back knows the words and the way out, and nothing of Microsoft or the records.',
      ],
      ['^(@azure|durable-functions)', 'Calling back knows no workflow.'],
    ],
  ),
  wall(
    ['src/store/*.ts'],
    [
      NO_LOCAL,
      [
        room(
          'graph',
          'teams-admin',
          'http',
          'workflows',
          'functions',
          'web',
          'controls',
          'proof',
          'callbacks',
        ),
        'The store knows the domain and nothing else.',
      ],
    ],
  ),
  wall(['src/identity/*.ts'], [NO_LOCAL, ['^\\.\\./', 'An identity knows nothing of what it is used for.']]),
  wall(
    ['src/tenants/*.ts'],
    [
      NO_LOCAL,
      NO_SDK,
      [
        room('graph', 'teams-admin', 'http', 'workflows', 'functions', 'controls', 'proof', 'identity'),
        'The directory of tenants knows the store and the domain.',
      ],
    ],
  ),
  wall(
    ['src/api/**/*.ts'],
    [
      NO_LOCAL,
      NO_SDK,
      [
        room('graph', 'teams-admin', 'http', 'store', 'workflows', 'functions', 'proof'),
        'The contract says what is asked and answered, and not how.',
      ],
    ],
  ),
  wall(
    ['src/access/*.ts'],
    [
      NO_LOCAL,
      [
        room('api', 'graph', 'teams-admin', 'http', 'controls', 'workflows', 'functions', 'web', 'proof'),
        'The door knows who comes in, and not why.',
      ],
      ['/table-', 'The door knows the port, not the table.'],
    ],
  ),
  wall(
    ['src/workflows/*.ts'],
    [
      NO_LOCAL,
      [
        room(
          'graph',
          'teams-admin',
          'http',
          'store',
          'functions',
          'web',
          'controls',
          'proof',
          'access',
          'callbacks',
        ),
        'A workflow asks activities.',
      ],
      ['^(node:|@azure)', 'A workflow is deterministic.'],
    ],
    DETERMINISM,
  ),
  wall(
    ['src/workflows/activities/*.ts'],
    [
      NO_LOCAL,
      [room('functions'), 'An activity knows no trigger.'],
      ['^@azure/functions', 'An activity knows no trigger.'],
    ],
  ),
  wall(
    ['src/web/**/*.ts'],
    [
      NO_LOCAL,
      ['^(@azure|@microsoft|durable-functions)', 'A page is made of data, and knows no machine.'],
      [
        room('api', 'graph', 'teams-admin', 'http', 'workflows', 'functions', 'proof', 'identity', 'tenants'),
        'A page shows; it neither asks nor decides.',
      ],
      ['/table-', 'A page knows the port, not the table.'],
    ],
  ),
  wall(
    ['src/web/browser/*.ts'],
    [
      NO_LOCAL,
      ['^(?!\\.)', 'What a browser loads stands on nothing but the platform.'],
      [room('words', 'access', 'store', 'controls'), 'What a browser loads is small.'],
    ],
  ),
  wall(
    ['src/functions/**/*.ts'],
    [
      NO_LOCAL,
      [
        room('graph', 'teams-admin', 'http', 'controls', 'proof', 'callbacks'),
        'A trigger parses, calls and translates.',
      ],
      ['/table-', 'A trigger knows the port, not the table.'],
    ],
  ),
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
