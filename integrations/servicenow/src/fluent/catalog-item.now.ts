import {
  CatalogItem,
  CatalogUiPolicy,
  CheckboxVariable,
  EmailVariable,
  MultiLineTextVariable,
  SelectBoxVariable,
  SingleLineTextVariable,
} from '@servicenow/sdk/core';

/** Each question is a field of the request; `scripts/gastvrij-request.js` has the pairs. */
export const teamsGuests = CatalogItem({
  $id: Now.ID['teams-guests'],
  name: 'Open Microsoft Teams to people outside',
  shortDescription: 'Lets guests or partner domains into Teams, and proves that it works',
  description:
    'Changes only the settings that are closed, then tries with a test guest until it works. That can take a day; the answer is written into this request.',
  flow: Now.ref('sys_hub_flow', 'enable-collaboration'),
  requestMethod: 'request',
  hideAddToCart: true,
  hideQuantitySelector: true,
  variables: {
    goal: SelectBoxVariable({
      question: 'What is to work?',
      order: 100,
      mandatory: true,
      choices: {
        guestAccess: { label: 'Guests in teams', sequence: 1 },
        externalAccess: { label: 'Chat and calls with a partner (external access)', sequence: 2 },
        both: { label: 'Both', sequence: 3 },
      },
    }),
    profile: SelectBoxVariable({
      question: 'Who brings guests in?',
      order: 200,
      defaultValue: 'gated',
      choices: {
        gated: { label: 'The service desk creates guests, team owners add them', sequence: 1 },
        selfService: { label: 'Team owners invite new people themselves', sequence: 2 },
      },
    }),
    partner_domains: SingleLineTextVariable({
      question: 'Domains of the partner',
      order: 300,
      exampleText: 'fabrikam.example, tailspin.example',
    }),
    justification: MultiLineTextVariable({ question: 'Why?', order: 400, mandatory: true }),
    test_guest_email: EmailVariable({
      question: 'Test mailbox (empty: the one that is registered)',
      order: 500,
    }),
    team_id: SingleLineTextVariable({ question: 'One team that must let guests in (its id)', order: 600 }),
    guest_calling: CheckboxVariable({ question: 'Guests may call', order: 700 }),
    guest_meeting: CheckboxVariable({ question: 'Guests may use video and share screens', order: 800 }),
    guest_messaging: CheckboxVariable({ question: 'Guests may chat', order: 900 }),
    allow_consumer: CheckboxVariable({ question: 'Also private Teams accounts', order: 1000 }),
    deadline_hours: SelectBoxVariable({
      question: 'How long to keep trying',
      order: 1100,
      defaultValue: '24',
      choices: {
        '4': { label: '4 hours', sequence: 1 },
        '12': { label: '12 hours', sequence: 2 },
        '24': { label: '24 hours', sequence: 3 },
      },
    }),
    purge_test_guest: CheckboxVariable({ question: 'Also purge the test guest', order: 1200 }),
    undo_on_failure: CheckboxVariable({ question: 'Put the settings back if it fails', order: 1300 }),
    dry_run: CheckboxVariable({ question: 'Only show the plan', order: 1400 }),
  },
});

CatalogUiPolicy({
  $id: Now.ID['partner-domains-are-needed'],
  shortDescription: 'External access is opened for domains that are named',
  catalogItem: teamsGuests,
  catalogCondition: `${teamsGuests.variables.goal}=externalAccess^OR${teamsGuests.variables.goal}=both^EQ`,
  actions: [
    { variableName: teamsGuests.variables.partner_domains, visible: true, mandatory: true },
    { variableName: teamsGuests.variables.allow_consumer, visible: true },
  ],
});
