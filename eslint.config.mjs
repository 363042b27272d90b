import tseslint from 'typescript-eslint';
import reactHooks from 'eslint-plugin-react-hooks';

// Arrows only point down: apps → libs/{projections,video,platform} → libs/{eventstore,views,contracts} → libs/domain.
// Contracts sit a little above views: what is pushed to a screen is a view's document.
const layers = {
  domain: 0,
  eventstore: 1,
  views: 1,
  wording: 1,
  contracts: 1.5,
  platform: 2,
  video: 2.5,
  projections: 2.5,
};

const forbid = (files, names, message) => ({
  files,
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      {
        patterns: [
          { group: names, message },
          {
            group: ['**/apps/**', '@hearth/*/**'],
            message: 'Import a library by its name, and never an app.',
          },
        ],
      },
    ],
  },
});

const arrows = Object.entries(layers).map(([name, layer]) => {
  const above = Object.entries(layers).filter(([other, at]) => other !== name && at >= layer);
  const frameworks = layer < 2 ? ['@nestjs/*', 'bullmq', 'ioredis'] : [];
  const pure = ['domain', 'views', 'wording'].includes(name)
    ? ['node:*', 'fs', 'http', 'crypto', '@eventstore/*', 'pino', 'livekit-server-sdk']
    : [];
  return forbid(
    [`libs/${name}/**/*.ts`],
    [...above.map(([other]) => `@hearth/${other}`), ...frameworks, ...pure],
    `libs/${name} may only look down (see docs/architecture.md).`,
  );
});

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', '.hearth/**', 'coverage/**'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './apps/web/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': 'error',
    },
  },
  ...arrows,
  forbid(
    ['apps/web/**/*.ts', 'apps/web/**/*.tsx'],
    ['@hearth/eventstore', '@hearth/projections', '@hearth/platform', '@hearth/video', '@nestjs/*'],
    'The browser shares contracts, views, wording and domain only.',
  ),
  {
    files: ['apps/web/**/*.tsx', 'apps/web/**/*.ts'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      // What only warns is never mended.
      ...Object.fromEntries(Object.keys(reactHooks.configs.recommended.rules).map((rule) => [rule, 'error'])),
      // It tells what the React Compiler would leave as it is; this app is built without it.
      'react-hooks/incompatible-library': 'off',
    },
  },
  {
    // Decorated Nest classes need a class even when it is empty; test matchers are loosely typed.
    files: ['**/*.spec.ts', '**/*.spec.tsx', 'test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
);
