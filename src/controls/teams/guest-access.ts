import type { Control } from '../control';

export const guestAccess: Control = {
  id: 'T-1',
  gate: 'Teams',
  title: 'Guest access in Teams',
  document: 'teamsClientConfiguration',
  property: 'AllowGuestUser',
  adminPage: 'Teams admin centre > Users > Guest access',
  can: 'change',
  toRead: { graph: [], roles: ['Teams Administrator'] },
  toWrite: { graph: [], roles: ['Teams Administrator'] },
  effectiveWithin: { documented: 24, patience: 24 },
  risk: 'Guests of the directory can be added to teams and use the Teams client.',
  judge: (value) =>
    value === true
      ? { kind: 'met' }
      : { kind: 'change', to: true, reason: 'Teams lets no guest in while this is off.' },
};
