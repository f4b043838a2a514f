// @ts-check
// For an administrator of another tenant that this installation serves, after the consent page:
// node infra/hooks/grant.mjs <client id of the service>
import { grantsFor } from './grants.mjs';
import { graphOf } from './microsoft.mjs';
import { doInTurn } from './report.mjs';

const [, , clientId = ''] = process.argv;
if (!/^[0-9a-f-]{36}$/i.test(clientId)) {
  console.error('Usage: node infra/hooks/grant.mjs <client id of the service>');
  process.exit(2);
}

const graph = graphOf();
const principal = await graph('GET', `/servicePrincipals(appId='${clientId}')?$select=id`);
if (principal === undefined) {
  console.error('The service is not known in this tenant: open its consent page first.');
  process.exit(1);
}
await doInTurn(grantsFor(graph, principal.id));
