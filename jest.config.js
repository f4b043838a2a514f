const os = require('node:os');
const path = require('node:path');

// The tests start hundreds of processes; what Node compiled of them once need not be compiled again.
process.env.NODE_COMPILE_CACHE ??= path.join(os.tmpdir(), 'gastvrij-compile-cache');

/** Tests are compiled with everything else and run as plain JavaScript: what is tested is what is shipped. */
module.exports = {
  testEnvironment: 'node',
  transform: {},
  roots: ['<rootDir>/dist/test'],
  globalSetup: '<rootDir>/dist/test/support/set-up.js',
  globalTeardown: '<rootDir>/dist/test/support/tear-down.js',
  testMatch: ['**/*.test.js'],
  maxWorkers: 2,
  testSequencer: '<rootDir>/dist/test/support/longest-first.js',
  // A scenario starts real processes; a machine under load must not turn that into a failure.
  testTimeout: 120_000,
};
