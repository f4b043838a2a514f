/** Tests are compiled with everything else and run as plain JavaScript: what is tested is what is shipped. */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/dist/test'],
  testMatch: ['**/*.test.js'],
  maxWorkers: 2,
  // A scenario starts real processes; a machine under load must not turn that into a failure.
  testTimeout: 120_000,
};
