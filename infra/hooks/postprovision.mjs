// @ts-check
// What the templates cannot do. azd runs it after provisioning, with what they put out in the environment; it may be
// run again at any time, by anybody who may: node infra/hooks/postprovision.mjs
import { haveStatusSecret } from './first-secret.mjs';
import { grantsFor } from './grants.mjs';
import { graphOf } from './microsoft.mjs';
import { doInTurn } from './report.mjs';

const wanted = [
  'AZURE_RESOURCE_MANAGER_URL',
  'AZURE_KEY_VAULT_ID',
  'AZURE_FUNCTION_ID',
  'WORKS_AS_PRINCIPAL_ID',
];
const [url = '', vaultId = '', appId = '', principalId = ''] = wanted.map((name) => process.env[name]);
const missing = wanted.filter((name) => !process.env[name]);
if (missing.length > 0) {
  console.error(
    `Missing: ${missing.join(', ')}. azd sets them; by hand: azd env get-values, and export each.`,
  );
  process.exit(2);
}

await doInTurn([
  {
    what: 'the secret that signs status addresses',
    who: 'a Contributor of the resource group',
    work: () => haveStatusSecret({ url, vaultId, appId }),
  },
  ...grantsFor(graphOf(), principalId),
]);
