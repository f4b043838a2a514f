import type { Control } from './control';
import { guestInvitations } from './entra/guest-invitations';
import { guestsInGroups } from './groups/guests-in-groups';
import { ownersAddGuests } from './groups/owners-add-guests';
import { sharingLevel } from './sharepoint/sharing-level';
import { guestAccess } from './teams/guest-access';

/** Every switch we know, in the order in which one closes the door before the next. The only registry. */
export const CHECKLIST: readonly Control[] = [
  guestInvitations,
  guestAccess,
  guestsInGroups,
  ownersAddGuests,
  sharingLevel,
];

export function controlOf(id: string): Control {
  const control = CHECKLIST.find((one) => one.id === id);
  if (control === undefined) throw new Error(`There is no control ${id} in the checklist.`);
  return control;
}
