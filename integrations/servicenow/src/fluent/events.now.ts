import {
  Acl,
  Record,
  ScriptAction,
  Table,
  BooleanColumn,
  ReferenceColumn,
  StringColumn,
} from '@servicenow/sdk/core';
import { keeper } from './roles.now';

/** Which messages came in: what makes at-least-once into once. */
export const x_gstv_gastvrij_event = Table({
  name: 'x_gstv_gastvrij_event',
  label: 'Gastvrij message',
  display: 'event_id',
  accessibleFrom: 'package_private',
  allowWebServiceAccess: false,
  schema: {
    event_id: StringColumn({ label: 'Message id', maxLength: 100, mandatory: true }),
    event_type: StringColumn({ label: 'Type', maxLength: 60 }),
    request_item: ReferenceColumn({ label: 'Request item', referenceTable: 'sc_req_item' }),
    is_applied: BooleanColumn({ label: 'Written into the item', default: false }),
  },
  index: [{ name: 'event_id', element: 'event_id', unique: true }],
});

Acl({
  $id: Now.ID['acl-read-messages'],
  type: 'record',
  table: 'x_gstv_gastvrij_event',
  operation: 'read',
  roles: [keeper],
  description: 'Who keeps the app reads the messages. Nobody writes them by hand.',
});

Record({
  $id: Now.ID['event-look'],
  table: 'sysevent_register',
  data: {
    suffix: 'look',
    event_name: 'x_gstv_gastvrij.look',
    table: 'sc_req_item',
    description: 'Time to send the request again, or to ask how it stands',
    fired_by: 'Script include: GastvrijClient',
  },
});

ScriptAction({
  $id: Now.ID['look-again'],
  name: 'Gastvrij: look again',
  eventName: 'x_gstv_gastvrij.look',
  active: true,
  description: 'Sends the request again, or asks how it stands',
  script: Now.include('../../scripts/look-again.js'),
});
