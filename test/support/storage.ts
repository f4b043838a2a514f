import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { spareAccount } from '../../local/storage/azurite';

/** How the one Azurite of a test run becomes known to the processes that run the tests. */
export const SHARED_AZURITE = 'GASTVRIJ_TEST_AZURITE';
/** The same, through what refuses what Azure Tables refuses. */
export const STRICT_STORAGE = 'GASTVRIJ_TEST_STRICT_STORAGE';
/** A folder in which whoever takes an account leaves a sign: test files run side by side. */
export const TAKEN_ACCOUNTS = 'GASTVRIJ_TEST_ACCOUNTS';

/** An empty storage account that nobody else has, as strict as Azure's. @returns its connection string */
export const newStorage = (): string => spareAccount(process.env[STRICT_STORAGE] ?? '', takenNow());

/** The same, for a world: it puts its own strictness before it. */
export const newBareStorage = (): string => spareAccount(process.env[SHARED_AZURITE] ?? '', takenNow());

function takenNow(): number {
  const taken = process.env[TAKEN_ACCOUNTS] ?? '';
  let n = 0;
  while (!takes(path.join(taken, String(n)))) n++;
  return n;
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
