import { build, type Metafile } from 'esbuild';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readCommandLine, runCommand } from '../cli/command-line';

const ROOT = path.join(__dirname, '../../..');
/** The folder that is deployed. */
export const PACKAGE = path.join(ROOT, 'dist/package');

/**
 * `npm run package`: the folder azd deploys: one bundle, the pages, host.json. Nothing in it was fetched at deployment,
 * and nothing of the local world is in it.
 */
export async function writePackage(folder = PACKAGE): Promise<Metafile> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [path.join(ROOT, 'src/main.ts')],
    // The libraries' ES modules: of those, what nobody uses stays out.
    mainFields: ['module', 'main'],
    outfile: path.join(folder, 'main.js'),
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    // The worker brings this module; bundled, it would be a stand-in that registers nothing.
    external: ['@azure/functions-core'],
    // Names are part of what people search for in logs: everything is made small but them.
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    metafile: true,
    logLevel: 'error',
  });
  const { name, version, license } = JSON.parse(
    readFileSync(path.join(ROOT, 'package.json'), 'utf8'),
  ) as Record<string, string>;
  const manifest = { name, version, license, private: true, main: 'main.js' };
  writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  cpSync(path.join(ROOT, 'host.json'), path.join(folder, 'host.json'));
  const pages = path.join(ROOT, 'dist/web');
  if (existsSync(pages)) cpSync(pages, path.join(folder, 'web'), { recursive: true });
  return metafile;
}

const COMMAND = {
  name: 'npm run package',
  about: 'Writes the folder that is deployed, dist/package.',
  options: {},
};

async function main(): Promise<number> {
  readCommandLine(process.argv.slice(2), COMMAND);
  await writePackage();
  process.stdout.write(`${path.relative(ROOT, PACKAGE)} is ready.\n`);
  return 0;
}

if (require.main === module) runCommand(main);
