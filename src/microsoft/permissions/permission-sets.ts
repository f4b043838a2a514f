import { CHECKLIST } from '../../controls/checklist';
import type { Control, Option, Permissions } from '../../controls/control';
import { leastOf } from '../../controls/permissions';
import { NEEDED_ALWAYS, NEEDED_FOR_CLEANUP, neededForProof } from './needed-permissions';

/** What an installation is for, and with it what its identity must be allowed. */
export const PERMISSION_SETS = ['auditOnly', 'guestAccess', 'externalAccess', 'both'] as const;
export type PermissionSet = (typeof PERMISSION_SETS)[number];

const isRead = ({ document }: Control): boolean => document !== undefined;
const serves =
  (...options: Option[]) =>
  (control: Control): boolean =>
    control.options.some((option) => options.includes(option));

const toOpen = (controls: Control[]): Permissions[] => [
  NEEDED_ALWAYS,
  ...controls.filter(isRead).map(({ toRead }) => toRead),
  ...controls.filter(({ can }) => can === 'change').map(({ toWrite }) => toWrite),
];

/** The least that a set must hold, from what the controls and the proof say they need. */
export function permissionsOf(set: PermissionSet): Permissions {
  switch (set) {
    case 'auditOnly':
      return leastOf([NEEDED_ALWAYS, ...CHECKLIST.filter(isRead).map(({ toRead }) => toRead)]);
    case 'guestAccess':
      return leastOf([
        ...toOpen(CHECKLIST.filter(serves('guestAccess'))),
        neededForProof(true),
        NEEDED_FOR_CLEANUP,
      ]);
    case 'externalAccess':
      return leastOf(toOpen(CHECKLIST.filter(serves('externalAccess'))));
    case 'both':
      return leastOf([...toOpen([...CHECKLIST]), neededForProof(true), NEEDED_FOR_CLEANUP]);
  }
}

/** What asks for a permission: the ids of controls, the proof, and cleanup. */
export function reasonsFor(
  permission: string,
  set: PermissionSet,
): { reading: string[]; changing: string[]; proving: boolean; cleaningUp: boolean } {
  const has = ({ graph, roles }: Permissions): boolean => [...graph, ...roles].includes(permission);
  const controls = CHECKLIST.filter(
    (control) => set === 'auditOnly' || set === 'both' || control.options.includes(set),
  );
  const isProven = set === 'guestAccess' || set === 'both';
  return {
    reading: controls
      .filter(isRead)
      .filter(({ toRead }) => has(toRead))
      .map(({ id }) => id),
    changing:
      set === 'auditOnly'
        ? []
        : controls.filter(({ can, toWrite }) => can === 'change' && has(toWrite)).map(({ id }) => id),
    proving: has(NEEDED_ALWAYS) || (isProven && has(neededForProof(true))),
    cleaningUp: isProven && has(NEEDED_FOR_CLEANUP),
  };
}
