import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

/** What every page needs besides itself. */
export type AssetName = 'app.js' | 'styles.css' | 'icon.svg';

/** A file as it is sent: its name holds a hash of its content, so that it never changes. */
interface Asset {
  type: string;
  bytes: Buffer;
  zipped: Buffer;
}

export interface Assets {
  /** `/assets/app-3FX4KQ2A.js` */
  urlOf(name: AssetName): string;
  /** By the name with the hash; nothing else is ever opened. */
  find(hashedName: string): Asset | undefined;
}

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/**
 * Reads what the build made of the pages' scripts and styles, once, at the start.
 * @param folder of the entry file: they lie beside the bundle, or beside the folder of the compiled sources
 * @throws Error where there are none
 */
export function loadAssets(folder: string): Assets {
  const places = [folder, path.dirname(folder)].map((place) => path.join(place, 'web'));
  const place = places.find((one) => existsSync(path.join(one, 'manifest.json')));
  if (place === undefined) throw new Error('The pages lack their scripts and styles: run "npm run build".');
  const names = JSON.parse(readFileSync(path.join(place, 'manifest.json'), 'utf8')) as Record<
    AssetName,
    string
  >;
  const files = new Map(
    Object.values(names).map((name) => {
      const bytes = readFileSync(path.join(place, name));
      return [name, { type: TYPES[path.extname(name)] ?? '', bytes, zipped: gzipSync(bytes) }];
    }),
  );
  return { urlOf: (name) => `/assets/${names[name]}`, find: (name) => files.get(name) };
}
