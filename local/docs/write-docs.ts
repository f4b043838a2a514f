import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { DOCUMENTS } from './documents';

const ROOT = path.join(__dirname, '../../..');

/**
 * `npm run docs`: writes every document that the code says all of. With `--check` it writes nothing, names those that
 * differ from what is there, and fails.
 */
async function main(isCheck: boolean): Promise<number> {
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

void main(process.argv.includes('--check')).then((code) => process.exit(code));
