import { say } from '../../texts/say';
import type { Control } from '../control';
import { byLocks } from '../values/compare-values';
import { sayValue } from '../values/value';

export const sensitivityLabel: Control = {
  id: 'G-4',
  gate: 'Groups',
  title: 'Sensitivity label of this team',
  options: ['guestAccess'],
  document: 'teamGroup',
  properties: ['assignedLabels'],
  compare: { assignedLabels: byLocks },
  adminPage: 'Microsoft Purview portal > Information Protection > Sensitivity labels > Groups and sites',
  default: 'no label',
  whenWrong: 'Owners see "We didn’t find any matches", as in a closed tenant; guests who are in stay in.',
  can: 'look',
  toRead: { graph: ['GroupSettings.Read.All', 'GroupMember.Read.All'], roles: [] },
  toWrite: { graph: [], roles: [] },
  effectiveWithin: { documented: 24, longest: 24 },
  benchmarks: [],
  risk: 'None: Gastvrij does not change it.',
  concerns: ({ teamId }) => teamId !== undefined,
  judge: ({ assignedLabels }) =>
    Array.isArray(assignedLabels) && assignedLabels.length > 0
      ? {
          kind: 'mayDecide',
          reason: say('reason.labelMayDecide', { label: sayValue(assignedLabels).said }),
          whoCan: say('who.label'),
        }
      : { kind: 'met' },
};
