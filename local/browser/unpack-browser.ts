import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const PROGRAM = `require('@sparticuz/chromium').executablePath()`;
/** On the platform it is made for, the package also unpacks the libraries it leans on. */
const LAMBDA = 'AWS_Lambda_nodejs22.x';

/**
 * Unpacks Chromium once a machine, and answers the folder: the browser, its fonts, its libraries. The package would
 * unpack straight to where it looks for it, so that two at once, or one that is cut off, leave half a browser; here it
 * appears whole or not at all.
 */
export async function unpackBrowser(): Promise<string> {
  const entry = require.resolve('@sparticuz/chromium');
  const manifest = readFileSync(path.join(path.dirname(entry), '../../package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  const home = path.join(tmpdir(), `gastvrij-chromium-${version}`);
  if (existsSync(home)) return home;
  const own = mkdtempSync(`${home}-`);
  await promisify(execFile)(process.execPath, ['-e', PROGRAM], {
    cwd: __dirname,
    env: { ...process.env, TMPDIR: own, AWS_EXECUTION_ENV: LAMBDA },
  });
  try {
    renameSync(own, home);
  } catch {
    // Somebody else was faster.
    rmSync(own, { recursive: true, force: true });
  }
  return home;
}
