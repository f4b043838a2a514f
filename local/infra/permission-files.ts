import { controlOf } from '../../src/controls/checklist';
import type { Permissions } from '../../src/controls/control';
import { roleTemplateOf } from '../../src/controls/permissions';
import {
  PERMISSION_SETS,
  permissionsOf,
  reasonsFor,
  type PermissionSet,
} from '../../src/microsoft/permissions/permission-sets';
import { NEEDED_FOR_CANARY, NEEDED_TO_FIND } from '../../src/microsoft/permissions/needed-permissions';

/** The sets as the templates and the hooks read them. */
export const permissionsData = () =>
  Object.fromEntries(
    PERMISSION_SETS.map((set) => {
      const { graph, roles } = permissionsOf(set);
      return [set, { graph, roles: roles.map((name) => ({ name, template: roleTemplateOf(name) })) }];
    }),
  );

const NAMES: Readonly<Record<PermissionSet, string>> = {
  auditOnly: 'audit only',
  guestAccess: 'guest access',
  externalAccess: 'external access',
  both: 'both',
};

/** The sets as people read them. */
export function permissionsPage(): string {
  const all = PERMISSION_SETS.map((set) => ({ set, ...permissionsOf(set) }));
  const names = (pick: 'graph' | 'roles'): string[] => [...new Set(all.flatMap((one) => one[pick]))].sort();
  const row = (name: string, label: string): string[] => [
    label,
    ...all.map(({ graph, roles }) => ([...graph, ...roles].includes(name) ? 'yes' : '')),
    why(name),
  ];
  const head = ['permission', ...PERMISSION_SETS.map((set) => NAMES[set]), 'for'];
  const rows = [
    ...names('graph').map((name) => row(name, `\`${name}\``)),
    ...names('roles').map((name) => row(name, `directory role **${name}**`)),
  ];
  return `# Permissions

Written by \`npm run docs\` from what each control, the proof and housekeeping say they need: do not edit. \`PERMISSION_SET\` chooses one
of four sets when you deploy (\`auditOnly\`, \`guestAccess\`, \`externalAccess\`, \`both\`). The permissions are application
permissions of Microsoft Graph; the Teams administration service knows directory roles only. Which switch needs which:
[the checklist](controls.md).

${table(head, rows)}

A set holds nothing twice: who may write a setting may read it. Each set is enough for what it promises, and without any
one line of it something of that is refused; \`test/contracts/controls/permissions.test.ts\` tries every line. What happens when one
is withdrawn later, \`test/contracts/enablement/permission-withdrawn-midway.test.ts\` tries: what needs it names it.

In no set, and granted by hand where it is wanted: ${inCode(NEEDED_FOR_CANARY)} while Gastvrij makes a test team,
and ${inCode(NEEDED_TO_FIND)} for an installation that audits only and is to count guests as well.

What an audit finds moved is put back ([remediation](audits.md#remediation)) with the permissions by which a run changes the same
switches, and no other: \`auditOnly\` cannot.

Not in any set: mail, files, messages, calendars, passwords, and the right to grant permissions.
`;
}

const inCode = ({ graph }: Permissions): string => graph.map((name) => `\`${name}\``).join(' and ');

function why(name: string): string {
  const sets = PERMISSION_SETS.map((set) => reasonsFor(name, set));
  const gates = (pick: 'reading' | 'changing'): string =>
    [...new Set(sets.flatMap((one) => one[pick]).map((id) => controlOf(id).gate))].join(', ');
  return [
    gates('reading') && `reading switches: ${gates('reading')}`,
    gates('changing') && `changing switches: ${gates('changing')}`,
    sets.some(({ proving }) => proving) && proofOf(name),
    sets.some(({ cleaningUp }) => cleaningUp) && 'cleanup',
  ]
    .filter((part) => part !== '' && part !== false)
    .join('; ');
}

/** What the proof does with a permission. */
const PROOF: Readonly<Record<string, string>> = {
  'Organization.Read.All': 'seeing that this is the right tenant',
  'User.Invite.All': 'inviting the test guest',
  'User.Read.All': 'finding the test guest',
  'User.DeleteRestore.All': 'deleting the test guest',
  'GroupMember.ReadWrite.All': 'adding the test guest to the canary, and taking it out',
  'TeamMember.Read.All': 'seeing the test guest in Teams',
};

const proofOf = (name: string): string => PROOF[name] ?? 'the proof';

const table = (head: string[], rows: string[][]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
