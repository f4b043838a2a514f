import { Property } from '@servicenow/sdk/core';
import { connection } from './connection.now';
import { keeper } from './roles.now';

Property({
  $id: Now.ID['property-connection-alias'],
  name: 'x_gstv_gastvrij.connection_alias',
  type: 'string',
  value: `${connection}`,
  description: 'The connection and credential alias that holds the address and the key of Gastvrij',
  roles: { read: [keeper], write: [keeper] },
});

Property({
  $id: Now.ID['property-tenant-id'],
  name: 'x_gstv_gastvrij.tenant_id',
  type: 'string',
  value: '',
  description: 'The id of the Microsoft 365 tenant that is opened (a GUID)',
  roles: { read: [keeper], write: [keeper] },
});

Property({
  $id: Now.ID['property-callback-path'],
  name: 'x_gstv_gastvrij.callback_path',
  type: 'string',
  value: '/api/x_gstv_gastvrij/v1/gastvrij/results',
  description: 'Where Gastvrij tells how a run goes, on this instance. Empty: it is asked every few minutes',
  roles: { read: [keeper], write: [keeper] },
});

Property({
  $id: Now.ID['property-callback-secrets'],
  name: 'x_gstv_gastvrij.callback_secrets',
  type: 'password2',
  value: '',
  isPrivate: true,
  description:
    'One or two secrets (whsec_...) that Gastvrij signs its messages with, two while one replaces the other',
  roles: { read: [keeper], write: [keeper] },
});

Property({
  $id: Now.ID['property-states'],
  name: 'x_gstv_gastvrij.states',
  type: 'string',
  value:
    '{"running":2,"succeeded":3,"planned":3,"undone":3,"declined":4,"blocked":4,"refused":4,"overdue":4,"failed":4,"cancelled":7}',
  description: 'The state of the request item for each outcome, as JSON; "running" while it goes on',
  roles: { read: [keeper], write: [keeper] },
});
