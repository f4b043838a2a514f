// @ts-check
import { randomBytes } from 'node:crypto';
import { interfaceAt } from './microsoft.mjs';

const VAULT_VERSION = '2024-11-01';
const SITE_VERSION = '2024-04-01';

/**
 * The secret that signs status addresses: made once, here, and seen by nobody. It goes through Azure Resource Manager,
 * which answers without values and takes no right of its own in the vault.
 * @param {{ url: string, vaultId: string, appId: string }} places
 */
export async function haveStatusSecret({ url, vaultId, appId }) {
  const base = url.replace(/\/$/, '');
  const manager = interfaceAt(base, base);
  const path = `${vaultId}/secrets/status-token-secret?api-version=${VAULT_VERSION}`;
  if (await manager('GET', path)) return 'as it was';
  await manager('PUT', path, { properties: { value: randomBytes(32).toString('base64url') } });
  // The app looked for it before it was there; it need not wait a day to look again.
  await manager('POST', `${appId}/config/configreferences/appsettings/refresh?api-version=${SITE_VERSION}`);
  return 'done';
}
