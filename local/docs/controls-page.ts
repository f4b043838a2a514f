import { CHECKLIST } from '../../src/controls/checklist';
import { placeOf } from '../../src/settings/read-settings';
import type { Control, Gate, Permissions } from '../../src/controls/control';

const GATES: Readonly<Record<Gate, string>> = {
  Entra: 'The top gate: where it refuses, nothing below can allow.',
  Groups: 'A team is a Microsoft 365 group; where groups take no guests, teams take none.',
  Teams: 'The slow gate: a change of it may take a day.',
  SharePoint: 'The files of a team. Chat works without them.',
  Federation:
    'External access: people stay in their own organisation. None of the other gates matters to it.',
};

/** The checklist as people read it. */
export const controlsPage = (): string =>
  [
    '# The checklist',
    'Every switch Gastvrij knows, as the code has it: `npm run docs` writes this page anew. _Changes_: reads the switch and sets it where a request needs it. _Looks_: reads it and leaves it. _Asks_: the partner’s side, which only the partner can see. What stands under _permissions_ is the least that is enough: application permissions of Microsoft Graph, and directory roles for the Teams administration service.',
    'A setting in a path is of Microsoft Graph, one in a name of the Teams administration service. Times are Microsoft’s where it documents any, and what administrators report where it does not. The numbers of CIS are those of the Microsoft 365 Foundations Benchmark 6.0.1, those of CISA (`MS.…`) the SCuBA baselines without their version, those of EIDSCA as Maester has them.',
    overview(),
    ...(Object.keys(GATES) as Gate[]).flatMap((gate) => [
      `## ${gate}`,
      GATES[gate],
      ...CHECKLIST.filter((control) => control.gate === gate).flatMap(section),
    ]),
  ].join('\n\n') + '\n';

const overview = (): string =>
  [
    ['id', 'switch', 'Gastvrij', 'for'],
    ['---', '---', '---', '---'],
    ...CHECKLIST.map(({ id, title, can, options }) => [
      id,
      title,
      ABILITIES[can],
      options.map(optionInWords).join(', '),
    ]),
  ]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');

const ABILITIES = { change: 'changes', look: 'looks', ask: 'asks' } as const;
const optionInWords = (option: Control['options'][number]): string =>
  option === 'guestAccess' ? 'guests' : 'external access';

function section(control: Control): string[] {
  const { id, title, adminPage, whenWrong, effectiveWithin, benchmarks, toRead, toWrite } = control;
  const { documented, longest } = effectiveWithin;
  const facts = [
    ['Where', adminPage],
    ['Setting', settingOf(control)],
    ['By default', control.default],
    ['When it is wrong', whenWrong],
    ['Gastvrij', abilityOf(control)],
    ['Permissions', `to read: ${permissionsOf(toRead)}; to write: ${permissionsOf(toWrite)}`],
    ['Takes effect', `within ${hours(documented)}; after ${hours(longest)} waiting makes no more sense`],
    ['Benchmarks', benchmarks.length === 0 ? 'none' : benchmarks.map((one) => one.id).join(', ')],
  ];
  return [`### ${id} ${title}`, facts.map(([name, text]) => `- **${name}:** ${text}`).join('\n')];
}

const settingOf = ({ document, properties }: Control): string =>
  document === undefined
    ? 'no interface for applications shows it'
    : `${properties.map((name) => `\`${name}\``).join(', ')} in \`${placeOf(document)}\``;

function abilityOf(control: Control): string {
  switch (control.can) {
    case 'change': {
      const where = control.concerns ? 'a request is about it' : 'it stands in the way';
      const consent = control.needsApproval ? ', and a second person agrees to that first' : '';
      return `changes it where ${where}${consent}. Risk: ${control.risk}`;
    }
    case 'look': {
      if (control.document !== undefined) return 'looks at it and leaves it';
      return `cannot see it, and says so. By hand: \`${control.inPowerShell?.({}) ?? control.adminPage}\``;
    }
    case 'ask': {
      const judged = control.judge({}, NOTHING_DESIRED);
      return `asks. ${judged.kind === 'mayDecide' ? judged.whoCan.text : ''}`;
    }
  }
}

/** What the partner decides depends on nothing we ask for. */
const NOTHING_DESIRED: Parameters<Control['judge']>[1] = {
  options: [],
  profile: 'gated',
  domains: [],
  guestCalling: 'leave',
  guestMeeting: 'leave',
  guestMessaging: 'leave',
  allowConsumer: false,
};

function permissionsOf({ graph, roles }: Permissions): string {
  const names = [...graph.map((name) => `\`${name}\``), ...roles.map((name) => `the role ${name}`)];
  return names.length === 0 ? 'none' : names.join(', ');
}

const hours = (count: number): string => (count < 1 ? `${count * 60} minutes` : `${count} h`);
