import { Action, Flow, action, actionStep, trigger, wfa } from '@servicenow/sdk/automation';
import { BooleanColumn, StringColumn } from '@servicenow/sdk/core';

export const askGastvrij = Action(
  {
    $id: Now.ID['ask-gastvrij'],
    name: 'Ask Gastvrij',
    description: 'Sends the request of a request item, once however often it is called.',
    access: 'package_private',
    inputs: {
      request_item: StringColumn({ label: 'Request item (sys_id)', mandatory: true }),
    },
    outputs: {
      is_open: BooleanColumn({ label: 'The item is still open' }),
    },
  },
  (params) => {
    const asked = wfa.actionStep(
      actionStep.script,
      { $id: Now.ID['ask-gastvrij-step'], label: 'Ask' },
      {
        required_run_time: 'instance',
        script: Now.include('../../scripts/ask-action.js'),
        inputVariables: {
          request_item: {
            label: 'Request item (sys_id)',
            value: wfa.dataPill(params.inputs.request_item, 'string'),
          },
        },
        outputVariables: {
          is_open: BooleanColumn({ label: 'The item is still open' }),
        },
      },
    );
    wfa.assignActionOutputs(params.outputs, { is_open: wfa.dataPill(asked.is_open, 'boolean') });
  },
);

/** The request item has the truth; the message only says: look. */
Flow(
  {
    $id: Now.ID['enable-collaboration'],
    name: 'Open Microsoft Teams to people outside',
    description: 'Asks Gastvrij, and waits for the message that the run is over.',
    runAs: 'system',
  },
  wfa.trigger(
    trigger.application.serviceCatalog,
    { $id: Now.ID['on-request'] },
    { run_flow_in: 'background' },
  ),
  (params) => {
    const asked = wfa.action(
      askGastvrij,
      { $id: Now.ID['ask'] },
      { request_item: wfa.dataPill(params.trigger.request_item.sys_id, 'string') },
    );
    wfa.flowLogic.if(
      { $id: Now.ID['is-open'], condition: `${wfa.dataPill(asked.is_open, 'boolean')}=true` },
      () => {
        const told = wfa.action(
          action.core.waitForMessage,
          { $id: Now.ID['wait'] },
          { message: 'gastvrij.finished', enable_timeout: true, timeout: Duration({ days: 32 }) },
        );
        wfa.flowLogic.if(
          { $id: Now.ID['no-word'], condition: `${wfa.dataPill(told.payload, 'string')}ISEMPTY` },
          () => {
            wfa.action(
              action.core.updateRecord,
              { $id: Now.ID['say-so'] },
              {
                table_name: 'sc_req_item',
                record: wfa.dataPill(params.trigger.request_item, 'reference'),
                values: TemplateValue({ work_notes: 'Gastvrij: no word came. A person must look.' }),
              },
            );
          },
        );
      },
    );
  },
);
