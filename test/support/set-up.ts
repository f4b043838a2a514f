import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writePackage } from '../../local/package/write-package';
import { startAzurite } from '../../local/storage/azurite';
import { startStorageProxy } from '../../local/storage/storage-proxy';
import { SHARED_AZURITE, STRICT_STORAGE, TAKEN_ACCOUNTS } from './storage';

/** What the end of the test run takes down again. */
export const standing: (() => unknown)[] = [];

/** Once a test run: the package that is deployed, which the worlds of the tests run, and the storage they share. */
export default async function setUp(): Promise<void> {
  const taken = mkdtempSync(path.join(tmpdir(), 'gastvrij-accounts-'));
  standing.push(() => rmSync(taken, { recursive: true, force: true }));
  const [azurite] = await Promise.all([startAzurite(), writePackage()]);
  standing.push(() => azurite.stop());
  const strict = await startStorageProxy(azurite.connectionString);
  standing.push(() => strict.stop());
  Object.assign(process.env, {
    [SHARED_AZURITE]: azurite.connectionString,
    [STRICT_STORAGE]: strict.connectionString,
    [TAKEN_ACCOUNTS]: taken,
  });
}
