import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { HostFault } from '../host-fault';

/** The files a Functions app is entered by: the glob in `main` of its package.json. */
export function entryFiles(folder: string): string[] {
  const packageFile = path.join(folder, 'package.json');
  const { main } = readJson(packageFile) as { main?: unknown };
  if (typeof main !== 'string')
    throw new HostFault(`${packageFile} has no "main": nothing says which files hold the functions.`);
  const files = globSync(main, { cwd: folder }).sort();
  if (files.length === 0)
    throw new HostFault(`"main" of ${packageFile} (${main}) matches no file. Is the app compiled?`);
  return files.map((file) => path.join(folder, file));
}

/** Loads the files one after the other, as the platform's worker does. */
export async function loadApp(files: readonly string[]): Promise<void> {
  for (const file of files) {
    try {
      if (file.endsWith('.mjs') || (file.endsWith('.js') && isModule(path.dirname(file))))
        await import(pathToFileURL(file).href);
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- the app is CommonJS, and its `require` is the one we answer
      else require(file);
    } catch (error) {
      throw new HostFault(
        `Worker was unable to load entry point "${path.basename(file)}": ${messageOf(error)}`,
      );
    }
  }
}

/** Whether the nearest package.json above a file makes `.js` an ES module. */
function isModule(folder: string): boolean {
  for (let at = folder; ; at = path.dirname(at)) {
    try {
      return (readJson(path.join(at, 'package.json')) as { type?: string }).type === 'module';
    } catch {
      if (path.dirname(at) === at) return false;
    }
  }
}

export function readJson(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new HostFault(`${file} cannot be read.`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new HostFault(`${file} is not JSON: ${messageOf(error)}`);
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
