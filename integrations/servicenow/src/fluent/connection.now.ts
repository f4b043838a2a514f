import { Alias, RestMessage, RetryPolicy } from '@servicenow/sdk/core';

/** For REST steps that use the alias. Scripts have no retry policy: there the event `look` does the same. */
const patience = RetryPolicy({
  $id: Now.ID['patience'],
  name: 'Gastvrij',
  connectionType: 'http_retry_conditions',
  retryStrategy: 'retry_after',
  maxElapsedTime: 86400,
  condition: 'status_code=408^ORstatus_code=429^ORstatus_codeBETWEEN500@599',
  restrictTo: ['status_code'],
});

/** Address and key are filled in on the instance; neither is in this repository. */
export const connection = Alias({
  $id: Now.ID['connection'],
  name: 'Gastvrij',
  type: 'connection',
  connectionType: 'httpConnection',
  retryPolicy: patience,
  description: 'Where Gastvrij answers, and the key it wants in x-functions-key (API key credentials).',
});

RestMessage({
  $id: Now.ID['rest-message'],
  name: 'Gastvrij',
  endpoint: '${base_url}/api/enablements',
  description: 'Calls Gastvrij. The key and the Idempotency-Key are set by the script that calls.',
  authenticationType: 'noAuthentication',
  headers: [
    { $id: Now.ID['rest-message-accept'], name: 'Accept', value: 'application/json' },
    { $id: Now.ID['rest-message-content-type'], name: 'Content-Type', value: 'application/json' },
  ],
  functions: [
    {
      name: 'request_enablement',
      httpMethod: 'POST',
      endpoint: '${base_url}/api/enablements',
      variables: [{ $id: Now.ID['request-base-url'], name: 'base_url' }],
    },
    {
      name: 'read_enablement',
      httpMethod: 'GET',
      endpoint: '${base_url}/api/enablements/${id}',
      variables: [
        { $id: Now.ID['read-base-url'], name: 'base_url' },
        { $id: Now.ID['read-id'], name: 'id' },
      ],
    },
  ],
});
