import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { readCommandLine, runCommand } from '../cli/command-line';

const INFRA = path.join(__dirname, '../../../infra');

/** What is deployed, layer by layer; each brings the modules it names. The second fetches the Graph extension. */
const LAYERS = ['main.bicep', 'entra/main.bicep'];

/** The ways to a compiler, the plain one first. */
const COMPILERS: { command: string; asks: string[]; builds: (file: string) => string[] }[] = [
  { command: 'bicep', asks: ['--version'], builds: (file) => ['build', file, '--stdout'] },
  {
    command: 'az',
    asks: ['bicep', 'version'],
    builds: (file) => ['bicep', 'build', '--file', file, '--stdout'],
  },
];

// On Windows az is a script, which only a shell starts.
const run = (command: string, args: string[]) =>
  spawnSync(command, args, { encoding: 'utf8', shell: process.platform === 'win32' });

const COMMAND = {
  name: 'npm run infra:build',
  about: 'Compiles and lints the templates in infra, where a Bicep compiler is on the path.',
  options: {},
};

/** `npm run infra:build`: compiles and lints the templates, where a Bicep compiler is on the path. */
function compile(): number {
  readCommandLine(process.argv.slice(2), COMMAND);
  const compiler = COMPILERS.find(({ command, asks }) => run(command, asks).status === 0);
  if (compiler === undefined) {
    console.log('No Bicep compiler on the path (bicep, or az with bicep): nothing was compiled.');
    console.log('What can be told without one is checked by npm test.');
    return 0;
  }
  const complaints = LAYERS.flatMap((layer) => {
    const { status, stderr } = run(compiler.command, compiler.builds(path.join(INFRA, layer)));
    const lines = stderr.split('\n').filter((line) => /\b(Warning|Error)\b/.test(line));
    console.log(
      `infra/${layer}: ${status === 0 && lines.length === 0 ? 'compiles, nothing to say' : stderr}`,
    );
    return status === 0 ? lines : [...lines, layer];
  });
  return complaints.length === 0 ? 0 : 1;
}

runCommand(compile);
