import { CrossScopePrivilege, ScriptInclude } from '@servicenow/sdk/core';

ScriptInclude({
  $id: Now.ID['settings'],
  name: 'GastvrijSettings',
  active: true,
  description: 'Properties, connection and names',
  script: Now.include('../../scripts/gastvrij-settings.js'),
});

ScriptInclude({
  $id: Now.ID['request'],
  name: 'GastvrijRequest',
  active: true,
  description: 'The answers of a catalog item in the words of the API',
  script: Now.include('../../scripts/gastvrij-request.js'),
});

ScriptInclude({
  $id: Now.ID['item'],
  name: 'GastvrijItem',
  active: true,
  description: 'Which request item is meant, and what is written into it',
  script: Now.include('../../scripts/gastvrij-item.js'),
});

ScriptInclude({
  $id: Now.ID['client'],
  name: 'GastvrijClient',
  active: true,
  description: 'Calls Gastvrij for a request item',
  script: Now.include('../../scripts/gastvrij-client.js'),
});

ScriptInclude({
  $id: Now.ID['signature'],
  name: 'GastvrijSignature',
  active: true,
  description: 'Standard Webhooks, as a receiver',
  script: Now.include('../../scripts/gastvrij-signature.js'),
});

ScriptInclude({
  $id: Now.ID['receiver'],
  name: 'GastvrijReceiver',
  active: true,
  description: 'Takes in what Gastvrij tells, once',
  script: Now.include('../../scripts/gastvrij-receiver.js'),
});

// The request item belongs to the global scope: it is read and updated, never created or deleted.
CrossScopePrivilege({
  $id: Now.ID['read-request-items'],
  status: 'allowed',
  operation: 'read',
  targetName: 'sc_req_item',
  targetScope: 'global',
  targetType: 'sys_db_object',
});

CrossScopePrivilege({
  $id: Now.ID['write-request-items'],
  status: 'allowed',
  operation: 'write',
  targetName: 'sc_req_item',
  targetScope: 'global',
  targetType: 'sys_db_object',
});
