/** One configuration, four projects: `npm test` runs the first, the others are run by name. */
const base = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
        module: { type: 'es6' },
      },
    ],
  },
};

export default {
  // Tests never measure time; this is for machines that are busy with something else.
  testTimeout: 30_000,
  // Half of what tests do is waiting for processes of their own: every core gets a worker.
  maxWorkers: '100%',
  projects: [
    {
      ...base,
      displayName: 'test',
      testMatch: ['<rootDir>/tests/{unit,contracts,e2e}/**/*.test.ts'],
    },
    { ...base, displayName: 'models', testMatch: ['<rootDir>/tests/models/**/*.test.ts'] },
    { ...base, displayName: 'browser', testMatch: ['<rootDir>/tests/browser/**/*.test.ts'] },
    { ...base, displayName: 'soak', testMatch: ['<rootDir>/tests/soak/**/*.test.ts'] },
  ],
};
