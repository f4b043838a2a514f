import { rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type Chromium from '@sparticuz/chromium' with { 'resolution-mode': 'import' };
import { chromium as playwright, type Browser } from 'playwright-core';

// Its types are those of an ES module alone; it comes as both.
const chromium = createRequire(__filename)('@sparticuz/chromium') as typeof Chromium;

/** What the package needs on small machines, and would change how a browser keeps sites apart. */
const UNWANTED =
  /--(single-process|disable-web-security|allow-running-insecure-content|headless|disable-site-isolation)/;

/** A real Chromium, from its npm package: nothing is downloaded, and its fonts are the same on every machine. */
export async function openBrowser(): Promise<Browser> {
  try {
    return await launch();
  } catch {
    // A run that was cut off while it unpacked the browser has left half of it.
    rmSync(path.join(tmpdir(), 'chromium'), { force: true });
    return launch();
  }
}

/** The package’s own font first, so that pages look alike everywhere; the machine’s for the signs it lacks. */
function fonts(): string {
  const file = path.join(tmpdir(), 'gastvrij-fonts.conf');
  const prefer = ['system-ui', 'sans-serif'].map(
    (name) => `<alias><family>${name}</family><prefer><family>Open Sans</family></prefer></alias>`,
  );
  const alias = '<alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>';
  const folders = [path.join(tmpdir(), 'fonts'), '/usr/share/fonts'].map((folder) => `<dir>${folder}</dir>`);
  const cache = `<cachedir>${path.join(tmpdir(), 'fonts-cache')}</cachedir>`;
  writeFileSync(file, ['<fontconfig>', ...folders, ...prefer, alias, cache, '</fontconfig>'].join('\n'));
  return file;
}

async function launch(): Promise<Browser> {
  chromium.setGraphicsMode = false;
  const executablePath = await chromium.executablePath();
  return playwright.launch({
    executablePath,
    args: chromium.args.filter((arg) => !UNWANTED.test(arg)),
    env: { ...process.env, FONTCONFIG_FILE: fonts() },
  });
}
