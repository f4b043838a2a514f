import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { unpackBrowser } from './unpack-browser';

/** Whoever runs as root, as in a container, has no sandbox; letters keep their widths. */
const FLAGS = ['--no-sandbox', '--no-zygote', '--disable-dev-shm-usage', '--font-render-hinting=none'];

/** A real Chromium, out of its npm package, with the same fonts on every machine. */
export async function openBrowser(): Promise<Browser> {
  const home = await unpackBrowser();
  const env = { ...process.env, FONTCONFIG_FILE: fontsIn(home) };
  const launch = (more: NodeJS.ProcessEnv = {}): Promise<Browser> =>
    chromium.launch({ executablePath: path.join(home, 'chromium'), args: FLAGS, env: { ...env, ...more } });
  try {
    return await launch();
  } catch {
    // A machine without the libraries a browser leans on: the package brings them, older than the machine's own.
    return launch({ LD_LIBRARY_PATH: path.join(home, 'al2023/lib') });
  }
}

/** The package's own font first, so that pages look alike everywhere; the machine's for the signs it lacks. */
function fontsIn(home: string): string {
  const file = path.join(home, 'fonts.conf');
  const preferred = { 'system-ui': 'Open Sans', 'sans-serif': 'Open Sans', monospace: 'DejaVu Sans Mono' };
  const aliases = Object.entries(preferred).map(
    ([name, font]) => `<alias><family>${name}</family><prefer><family>${font}</family></prefer></alias>`,
  );
  const folders = [path.join(home, 'fonts'), '/usr/share/fonts'].map((folder) => `<dir>${folder}</dir>`);
  const cache = `<cachedir>${path.join(home, 'fonts-cache')}</cachedir>`;
  writeFileSync(file, ['<fontconfig>', ...folders, ...aliases, cache, '</fontconfig>'].join('\n'));
  return file;
}
