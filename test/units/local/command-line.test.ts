import { refuseOldNode, UsageFault } from '../../../local/cli/command-line';

describe('a command that is run as a compiled file', () => {
  it.each(['20.20.2', '18.0.0'])(
    'says in one line that Node %s is too old, and what brings another',
    (installed) => {
      const run = (): void => refuseOldNode('npm run demo', installed);
      expect(run).toThrow(UsageFault);
      expect(run).toThrow(
        `This needs Node 22 or newer, and this is Node ${installed}. npm run demo brings its own.`,
      );
    },
  );

  it.each(['22.0.0', '24.21.0', '100.1.0'])('takes Node %s', (installed) => {
    expect(() => refuseOldNode('npm run demo', installed)).not.toThrow();
  });
});
