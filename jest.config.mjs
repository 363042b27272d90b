// One place for all tests. `unit` and `web` need nothing but Node; `integration` and `e2e` run on real
// services which `infra/launcher/test.mjs` starts first (`npm test`).
const swc = (jsx) => [
  '@swc/jest',
  {
    jsc: {
      target: 'es2023',
      keepClassNames: true,
      // Rule packs are JSON modules, and Node imports those only with their attribute.
      experimental: { keepImportAttributes: true },
      parser: { syntax: 'typescript', tsx: jsx, decorators: !jsx },
      transform: jsx
        ? { react: { runtime: 'automatic' } }
        : { legacyDecorator: true, decoratorMetadata: true },
    },
    module: { type: 'es6' },
  },
];

const base = {
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: {
    '^@hearth/(.*)$': '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '\\.css$': '<rootDir>/test/fixtures/empty-style.ts',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist'],
};

const node = {
  ...base,
  testEnvironment: 'node',
  transform: { '^.+\\.ts$': swc(false) },
};

export default {
  // Jest takes this for the whole run only. It is a limit for what hangs: real services on a busy machine are slow.
  testTimeout: 60_000,
  projects: [
    {
      ...node,
      displayName: 'unit',
      testMatch: [
        '<rootDir>/libs/**/*.spec.ts',
        '<rootDir>/apps/!(web)/**/*.spec.ts',
        '<rootDir>/infra/**/*.spec.ts',
        '<rootDir>/test/faults/**/*.spec.ts',
      ],
    },
    {
      ...base,
      displayName: 'web',
      testEnvironment: 'jsdom',
      testMatch: ['<rootDir>/apps/web/**/*.spec.ts', '<rootDir>/apps/web/**/*.spec.tsx'],
      setupFilesAfterEnv: [
        '<rootDir>/apps/web/test/browser-stubs.ts',
        '<rootDir>/apps/web/test/quiet-console.ts',
      ],
      transform: { '^.+\\.tsx?$': swc(true) },
    },
    { ...node, displayName: 'conformance', testMatch: ['<rootDir>/test/conformance/**/*.spec.ts'] },
    { ...node, displayName: 'integration', testMatch: ['<rootDir>/test/integration/**/*.spec.ts'] },
    { ...node, displayName: 'e2e', testMatch: ['<rootDir>/test/e2e/**/*.spec.ts'] },
  ],
};
