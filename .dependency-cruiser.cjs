/**
 * The house: who may import whom, types included. From the bottom up; `docs/architecture.md` says what each layer is.
 * What stands here is all a layer may lean on, besides itself.
 */
const LAYERS = {
  texts: [],
  controls: [],
  domain: ['controls'],
  microsoft: ['controls', 'domain'],
  settings: ['controls', 'microsoft'],
  store: ['domain'],
  access: ['store'],
  callbacks: ['controls', 'domain', 'microsoft'],
  tenants: ['domain', 'store'],
  inspection: ['controls', 'domain', 'microsoft', 'settings', 'store'],
  workflows: [
    ...['controls', 'domain', 'microsoft', 'settings', 'store', 'access', 'callbacks', 'inspection'],
  ],
  api: ['controls', 'domain', 'access', 'inspection'],
  web: ['controls', 'domain', 'access', 'inspection', 'store'],
  composition: [
    ...['controls', 'domain', 'microsoft', 'settings', 'store', 'access', 'callbacks', 'tenants'],
    ...['inspection', 'workflows'],
  ],
  functions: ['domain', 'store', 'access', 'tenants', 'workflows', 'api', 'web', 'composition', 'inspection'],
};

/** Folders whose files lean on nothing of ours but what stands beside them, and on these. */
const CLIENTS = {
  'microsoft/http': [],
  'microsoft/identity': ['microsoft/http'],
  'microsoft/graph': ['microsoft/http'],
  'microsoft/teams-admin': ['microsoft/http'],
};

const inFolders = (folders) => `^src/(?:${folders.join('|')})/`;

module.exports = {
  forbidden: [
    {
      name: 'no-circle',
      comment: 'A circle of types is a circle: what two files share stands in a file below both.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    ...Object.entries({ ...LAYERS, ...CLIENTS }).map(([layer, below]) => ({
      name: `${layer.replace('/', '-')}-leans-only-on-what-is-below`,
      severity: 'error',
      from: { path: `^src/${layer}/` },
      to: {
        path: '^src/',
        pathNot: [inFolders([layer, 'texts', ...below]), ...(layer === 'composition' ? ['^src/config'] : [])],
      },
    })),
    {
      name: 'the-app-knows-no-local-world',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(local|test|bench)/' },
    },
    {
      name: 'the-local-world-knows-no-test',
      severity: 'error',
      from: { path: '^local/' },
      to: { path: '^(test|bench)/' },
    },
    {
      name: 'orchestrations-ask-activities',
      comment: 'What an orchestration imports runs again at every replay.',
      severity: 'error',
      from: { path: '^src/workflows/(enablement|audit|delivery|cleanup|test-team|engine)/[^/]+\\.ts$' },
      to: { path: '^src/(?!workflows/|domain/)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'stores-by-their-ports',
      comment: 'Only the composition knows that records are kept in tables.',
      severity: 'error',
      from: { path: '^src/(access|tenants|inspection|workflows|web|functions)/' },
      to: { path: '^src/store/.*/table-' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^dist', 'node_modules', '^test/support/apps', '^bench/bare'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.json'] },
  },
};
