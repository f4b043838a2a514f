import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { spareAccount } from '../../local/storage/azurite';

/** How the one Azurite of a test run becomes known to the processes that run the tests. */
export const SHARED_AZURITE = 'GASTVRIJ_TEST_AZURITE';
/** A folder in which whoever takes an account leaves a sign: test files run side by side. */
export const TAKEN_ACCOUNTS = 'GASTVRIJ_TEST_ACCOUNTS';

/** An empty storage account that nobody else has. @returns its connection string */
export function newStorage(): string {
  const { [SHARED_AZURITE]: azurite = '', [TAKEN_ACCOUNTS]: taken = '' } = process.env;
  let n = 0;
  while (!takes(path.join(taken, String(n)))) n++;
  return spareAccount(azurite, n);
}

function takes(sign: string): boolean {
  try {
    mkdirSync(sign);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
