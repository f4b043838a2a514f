import { build } from 'esbuild';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '../../..');
/** Beside the compiled app, and copied into the package. */
const FOLDER = path.join(ROOT, 'dist/web');

/** The last part of the build: the pages' scripts and styles, each under a name that says what is in it. */
async function bundlePages(): Promise<void> {
  rmSync(FOLDER, { recursive: true, force: true });
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: ['src/web/browser/app.ts', 'src/web/styles.css', 'src/web/icon.svg'],
    outdir: FOLDER,
    entryNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    loader: { '.svg': 'copy' },
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['es2022', 'chrome123', 'firefox120', 'safari17.5'],
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  const names = Object.keys(metafile.outputs).map((file) => path.basename(file));
  const manifest = Object.fromEntries(names.map((name) => [name.replace(/-[^-.]+(?=\.\w+$)/, ''), name]));
  writeFileSync(path.join(FOLDER, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

void bundlePages();
