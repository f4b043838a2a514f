import { inOrder, say } from '../../texts/say';
import type { Control, Gate } from '../../controls/control';
import type { Finding } from '../plan/assess-controls';
import type { ChecklistStage, Fix, ChecklistEntry } from './checklist-entry';

const BY_GATE: Readonly<Record<Gate, ChecklistStage>> = {
  Entra: 'Entra',
  Groups: 'groups',
  Teams: 'Teams',
  SharePoint: 'SharePoint',
  Federation: 'external access',
};

/** Controls that stand at another station than their gate's. */
const ELSEWHERE: Readonly<Record<string, ChecklistStage>> = {
  'E-5': 'cross-tenant',
  'E-6': 'cross-tenant',
  'E-8': 'cross-tenant',
  'G-4': 'label',
  'S-2': 'site',
  'S-9': 'licences',
  'F-7': 'licences',
  'F-8': 'partner',
};

export const stageOf = ({ id, gate }: Control): ChecklistStage => ELSEWHERE[id] ?? BY_GATE[gate];

/** What only an invitation goes through; the rest of Entra is asked again when the guest accepts. */
const FOR_INVITATIONS = ['E-1'];
const FOR_NEW_GUESTS = ['E-1', 'E-3', 'E-5', 'E-6', 'E-8'];

/** The controls a guest who is in the directory has behind him: settings govern new invitations. */
export const passedBy = ({ hasAccepted }: { hasAccepted: boolean }): readonly string[] =>
  hasAccepted ? FOR_NEW_GUESTS : FOR_INVITATIONS;

export function checklistEntryOf(finding: Finding, passed: readonly string[]): ChecklistEntry {
  const { control, judgement } = finding;
  const { id, title } = control;
  const link = { stage: stageOf(control), control: id, title };
  if (passed.includes(id)) return { ...link, state: 'passed', ...say('link.passed') };
  switch (judgement.kind) {
    case 'met':
      return { ...link, state: 'open', ...(judgement.advice ?? say('link.open')) };
    case 'change':
      return { ...link, state: 'closed', ...judgement.reason, fix: fixOf(finding) };
    case 'closed': {
      const { reason, whoCan } = judgement;
      return {
        ...link,
        state: 'closed',
        ...inOrder(reason, say('advice.whoCanAct', { who: whoCan.said })),
        fix: fixOf(finding),
      };
    }
    case 'mayDecide': {
      const { reason, whoCan } = judgement;
      return {
        ...link,
        state: 'mayDecide',
        ...inOrder(reason, say('advice.whoCanAct', { who: whoCan.said })),
        fix: fixOf(finding),
      };
    }
    case 'unknown':
      return { ...link, state: 'unknown', ...judgement.reason };
  }
}

/** A line with thousands of domains in it is for nobody to type, and no row of a table holds it. */
const LONGEST_LINE = 2_000;

/** Where the switch is, and the line that opens it, as far as there is one. */
export function fixOf({ control, judgement }: Finding): Fix {
  const { adminPage, inPowerShell, can } = control;
  const isLookedAt = judgement.kind === 'mayDecide' && can === 'look';
  const to = judgement.kind === 'change' ? judgement.to : isLookedAt ? {} : undefined;
  const powerShell = to && inPowerShell?.(to);
  return { adminPage, ...(powerShell && powerShell.length <= LONGEST_LINE && { powerShell }) };
}
