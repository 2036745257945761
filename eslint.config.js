import js from '@eslint/js';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/**
 * Who may import whom. Each room of `src/` names the rooms and root files that it may reach;
 * whatever is not named is forbidden. Data goes left to right, with no way back.
 */
const mayImport = {
  'time.ts': [],
  'errors.ts': [],
  'exact.ts': [],
  'random.ts': [],
  'nearest.ts': [],
  model: ['time.ts', 'errors.ts', 'nearest.ts', 'model'],
  trace: ['time.ts', 'errors.ts', 'nearest.ts', 'model', 'trace'],
  workload: ['time.ts', 'errors.ts', 'nearest.ts', 'random.ts', 'model', 'trace', 'workload'],
  limiter: ['time.ts', 'exact.ts', 'model', 'limiter'],
  engine: [
    'time.ts',
    'errors.ts',
    'nearest.ts',
    'exact.ts',
    'random.ts',
    'trace',
    'model',
    'limiter',
    'engine',
  ],
  result: ['time.ts', 'errors.ts', 'nearest.ts', 'trace', 'model', 'limiter', 'engine', 'result'],
  plan: [
    'time.ts',
    'errors.ts',
    'nearest.ts',
    'exact.ts',
    'random.ts',
    'trace',
    'workload',
    'model',
    'limiter',
    'engine',
    'result',
    'plan',
  ],
  calibrate: [
    'time.ts',
    'errors.ts',
    'nearest.ts',
    'exact.ts',
    'trace',
    'model',
    'limiter',
    'engine',
    'result',
    'calibrate',
  ],
  report: ['time.ts', 'errors.ts', 'nearest.ts', 'result', 'report'],
};

const importZones = Object.entries(mayImport).map(([room, allowed]) => ({
  target: `./src/${room}`,
  from: './src',
  except: allowed.map((name) => `./${name}`),
  message: `src/${room} may import only: ${allowed.join(', ') || 'nothing of ours'}.`,
}));

const portable = Object.keys(mayImport).map((room) =>
  room.endsWith('.ts') ? `src/${room}` : `src/${room}/**`,
);

export default defineConfig(
  { ignores: ['dist/', 'coverage/', 'out/'] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.config.js'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
    rules: {
      'import-x/no-restricted-paths': [
        'error',
        { basePath: import.meta.dirname, zones: importZones },
      ],
      'import-x/no-cycle': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: portable,
    rules: {
      'no-restricted-globals': ['error', 'process', 'Buffer'],
      'no-restricted-imports': ['error', { patterns: ['node:*'] }],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Chance is an argument: see random.ts.' },
        { object: 'Date', property: 'now', message: 'The wall clock belongs to cli/.' },
      ],
    },
  },
  {
    files: ['test/**/*.js'],
    languageOptions: { globals: { URL: 'readonly', process: 'readonly' } },
  },
  { files: ['**/*.js'], extends: [tseslint.configs.disableTypeChecked] },
);
