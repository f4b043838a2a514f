import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { readCommandLine, runCommand } from '../cli/command-line';
import { DOCUMENTS } from './documents';

const ROOT = path.join(__dirname, '../../..');

const COMMAND = {
  name: 'npm run docs',
  about: 'Writes every document that the code says all of.',
  options: { check: { type: 'boolean', default: false } },
  flags:
    '  --check            writes nothing, names those that differ from what is there, and exits with 1 for them',
} as const;

/**
 * `npm run docs`: writes every document that the code says all of. With `--check` it writes nothing, names those that
 * differ from what is there, and fails.
 */
async function main(): Promise<number> {
  const { check: isCheck } = readCommandLine(process.argv.slice(2), COMMAND).values;
  let differing = 0;
  for (const { file, write } of DOCUMENTS) {
    const place = path.join(ROOT, file);
    const text = await format(write(), { ...(await resolveConfig(place)), filepath: place });
    if (existsSync(place) && readFileSync(place, 'utf8') === text) continue;
    differing++;
    process.stdout.write(`${file} ${isCheck ? 'differs: npm run docs' : 'written'}\n`);
    if (isCheck) continue;
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, text);
  }
  return isCheck && differing > 0 ? 1 : 0;
}

runCommand(main);
