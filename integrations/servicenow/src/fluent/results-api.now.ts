import { Acl, RestApi } from '@servicenow/sdk/core';
import { messenger } from './roles.now';

const mayDeliver = Acl({
  $id: Now.ID['acl-deliver'],
  name: 'gastvrij_results',
  type: 'rest_endpoint',
  operation: 'execute',
  roles: [messenger],
  adminOverrides: false,
  description: 'Only the integration user of Gastvrij delivers its messages',
});

RestApi({
  $id: Now.ID['results-api'],
  name: 'Gastvrij',
  serviceId: 'gastvrij',
  consumes: 'application/json',
  produces: 'application/json',
  shortDescription: 'Takes in how enablements go',
  enforceAcl: [mayDeliver],
  versions: [{ $id: Now.ID['results-api-v1'], version: 1, isDefault: true }],
  routes: [
    {
      $id: Now.ID['results-api-post'],
      name: 'Take in a message',
      version: 1,
      method: 'POST',
      path: '/results',
      authentication: true,
      authorization: true,
      internalRole: true,
      enforceAcl: [mayDeliver],
      script: Now.include('../../scripts/receive-result.js'),
    },
  ],
});
