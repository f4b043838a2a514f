// @ts-check
// azd knows nothing of what stands in Entra: before the resources go, this takes it away.
import { directoryRolesOf, permissionsOf } from './grants.mjs';
import { graphOf } from './microsoft.mjs';
import { doInTurn } from './report.mjs';

const { WORKS_AS_PRINCIPAL_ID: principalId = '', SIGN_IN_UNIQUE_NAME: uniqueName = '' } = process.env;
const graph = graphOf();

await doInTurn([
  ...(principalId ? permissionsOf().roles : []).map(({ name, template }) => ({
    what: `the directory role ${name} is taken back`,
    who: 'a Privileged Role Administrator',
    work: async () => {
      const assignments = await directoryRolesOf(graph, principalId, template);
      for (const { id } of assignments)
        await graph('DELETE', `/roleManagement/directory/roleAssignments/${id}`);
      return assignments.length > 0 ? 'done' : 'as it was';
    },
  })),
  ...(uniqueName ? [uniqueName, `${uniqueName}-service`] : []).map((name) => ({
    what: `the app registration ${name} is removed`,
    who: 'an Application Administrator, or its owner',
    work: async () => {
      const gone = await graph('DELETE', `/applications(uniqueName='${name}')`);
      return gone === undefined ? 'as it was' : 'done';
    },
  })),
]);
