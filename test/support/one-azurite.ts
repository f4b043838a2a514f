import { startAzurite, type Azurite } from '../../local/storage/azurite';

let azurite: Promise<Azurite> | undefined;
afterAll(async () => (await azurite)?.stop());

/** The storage of a test file, started when it is first needed. */
export const oneAzurite = (): Promise<Azurite> => (azurite ??= startAzurite());
