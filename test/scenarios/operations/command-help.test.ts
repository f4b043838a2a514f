import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { usageOf } from '../../../local/cli/command-line';

const ROOT = path.join(__dirname, '../../../..');
const { name, version, scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
  name: string;
  version: string;
  scripts: Record<string, string>;
};

/** Every command of ours, and the compiled file that `npm run` starts for it. */
const COMMANDS = Object.entries(scripts).flatMap(([command, line]) => {
  const [, file] = / && node (dist\/\S+\.js)$/.exec(line) ?? [];
  return file === undefined || command === 'build' ? [] : [[command, file] as const];
});

const run = (file: string, ...args: string[]): Promise<[code: number, stdout: string, stderr: string]> =>
  new Promise((resolve) => {
    execFile(process.execPath, [path.join(ROOT, file), ...args], (error, stdout, stderr) =>
      resolve([error === null ? 0 : Number(error.code), stdout, stderr]),
    );
  });

describe('every command', () => {
  it('is among those tried here', () => {
    expect(COMMANDS.map(([command]) => command).sort()).toEqual(
      'bench demo docs doctor explain host infra:build mutate package screenshots soak start sweep verify'.split(
        ' ',
      ),
    );
  });

  it.each(COMMANDS)('says with --help how it is used: %s', async (command, file) => {
    const typed = command === 'start' ? 'npm start' : `npm run ${command}`;
    const [code, stdout, stderr] = await run(file, '--help');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`Usage: ${typed} -- `);
    expect(stdout).toMatch(/^ {2}--help .*\n {2}--version /m);
  });

  it.each(COMMANDS)(
    'exits with 2 and one line where it does not know an option: %s',
    async (command, file) => {
      const typed = command === 'start' ? 'npm start' : `npm run ${command}`;
      const line = `Unknown option '--such'. See ${typed} -- --help.\n`;
      expect(await run(file, '--such')).toEqual([2, '', line]);
    },
  );

  // Read by the same line as --help: a process for each command would show nothing more.
  it('says with --version which version it is', async () => {
    expect(await run('dist/local/cli/verify.js', '--version')).toEqual([0, `${name} ${version}\n`, '']);
  });

  it('names in its usage what may follow it', () => {
    expect(usageOf({ name: 'npm run x', takes: 'FILE', about: 'Does x.' })).toMatch(
      /^Usage: npm run x -- FILE \[OPTIONS\]\n\nDoes x\./,
    );
  });
});
