import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

const COMPILED = ['src', 'local', 'test', 'bench'];

/**
 * Removes what was compiled from files that are not there any more: the compiler leaves it, and a test that was renamed
 * would run twice.
 * @param dist the folder of what was compiled, as the sources lie in `root`
 * @returns what was removed, relative to `dist`
 */
export function removeOrphans(root: string, dist: string): string[] {
  const compiled = COMPILED.filter((folder) => existsSync(path.join(dist, folder))).flatMap((folder) =>
    readdirSync(path.join(dist, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.js(\.map)?$/.test(file))
      .map((file) => path.join(folder, file)),
  );
  const orphans = compiled.filter(
    (file) => !existsSync(path.join(root, file.replace(/\.js(\.map)?$/, '.ts'))),
  );
  for (const file of orphans) rmSync(path.join(dist, file));
  return orphans;
}

if (require.main === module) removeOrphans(path.join(__dirname, '../../..'), path.join(__dirname, '../..'));
